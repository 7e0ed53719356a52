import Big from 'big.js';

/** A figure that cannot be told: 0/0, or a point without data. */
export const none = 'n/a';

/** 4812 → "4,812"; a fraction of a count keeps two decimals. */
export function count(value: number | null | undefined): string {
  if (!told(value)) return none;
  return Number.isInteger(value) ? grouped(value, 0) : decimal(value);
}

/**
 * 3.62453 → "3.62"; below 1 four significant digits, so that 0.1244 and 0.1238 are not both 0.12, nor 0.0042 0.00. Never with an
 * exponent: what would take more than nine decimals is only told to be smaller.
 */
export function decimal(value: number | null | undefined): string {
  if (!told(value)) return none;
  if (Number.isInteger(value)) return grouped(value, 0);
  if (Math.abs(value) >= 1) return grouped(value, 2);
  return Math.abs(value) < 1e-9 ? tiny(value) : significant(value);
}

/** A fraction as a percentage with one decimal: 0.1244 → "12.4 %". */
export function percent(fraction: number | null | undefined): string {
  return told(fraction) ? `${grouped(fraction * 100, 1)} %` : none;
}

/** Major units as "EUR 61.50"; a decimal string keeps every digit that it has. */
export function money(amount: number | string | null | undefined, currency?: string): string {
  const exact = exactly(amount);
  if (exact === null) return none;
  const [whole = '0', cents = '00'] = exact.abs().toFixed(2).split('.');
  const sign = exact.lt(0) && Number(`${whole}.${cents}`) !== 0 ? '-' : '';
  const text = `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
  return currency ? `${currency} ${text}` : text;
}

/** A duration in seconds in words with the seconds: 216000 → "2.5 d = 216,000 s". */
export function duration(seconds: number | null | undefined): string {
  if (!told(seconds)) return none;
  const size = Math.abs(seconds);
  if (size < 59.95) return `${short(seconds)} s`;
  const [unit, length] = units.find(([, , below]) => size < below) ?? day;
  // Of what is printed, so that equal seconds are equal minutes.
  const whole = Math.round(seconds);
  return `${short(whole / length)} ${unit} = ${grouped(whole, 0)} s`;
}

/** The change from one figure to a later one: "+12.4 %", or "12 times as much"; from 0 there is none. */
export function change(from: number | null | undefined, to: number | null | undefined): string {
  if (!told(from) || !told(to) || from === 0) return none;
  const fraction = (to - from) / Math.abs(from);
  return from > 0 ? growth(fraction) : signed(fraction);
}

/** A fraction of what was there before in words: 0.031 → "+3.1 %"; from ten times on no percentage is understood: "12 times as much". */
export function growth(fraction: number | null | undefined): string {
  return told(fraction) && fraction >= 9 ? `${grouped(1 + fraction, 0)} times as much` : signed(fraction);
}

/** A fraction with its sign: 0.031 → "+3.1 %", 0 → "0.0 %". */
export function signed(fraction: number | null | undefined): string {
  if (!told(fraction)) return none;
  const text = percent(fraction);
  return fraction > 0 && text !== '0.0 %' ? `+${text}` : text;
}

/** part/whole as a fraction; null where the whole is nothing or either is unknown. */
export function share(part: number | null | undefined, whole: number | null | undefined): number | null {
  return told(part) && told(whole) && whole !== 0 ? part / whole : null;
}

/** "1 user", "2 users": the count with its noun. */
export function plural(value: number, noun: string, many = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : many}`;
}

const day = ['d', 86_400] as const;
const units = [['min', 60, 3_600] as const, ['h', 3_600, 86_400] as const];

function significant(value: number): string {
  const text = String(Number(value.toPrecision(4)));
  return text.includes('e') ? new Big(text).toFixed() : text;
}

function tiny(value: number): string {
  return value > 0 ? '< 0.000000001' : '> -0.000000001';
}

function short(value: number): string {
  return formatOf(0, 1).format(value).replace(/^-0$/, '0');
}

function told(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function exactly(amount: number | string | null | undefined): Big | null {
  if (amount === null || amount === undefined || amount === '') return null;
  if (typeof amount === 'number' && !Number.isFinite(amount)) return null;
  try {
    return new Big(amount);
  } catch {
    return null;
  }
}

function grouped(value: number, digits: number): string {
  const text = formatOf(digits, digits).format(value);
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}

// Made once: to make one takes longer than to write a hundred numbers.
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${minimumFractionDigits} ${maximumFractionDigits}`;
  const format = formats.get(key) ?? new Intl.NumberFormat('en-US', { minimumFractionDigits, maximumFractionDigits });
  formats.set(key, format);
  return format;
}
