/** 4812 → "4,812". */
export function count(value: number): string {
  return grouped(Math.round(value), 0);
}

/** 3.62453 → "3.62"; whole numbers without decimals, those below 1 with four digits that count. */
export function decimal(value: number): string {
  if (Number.isInteger(value)) return grouped(value, 0);
  return Math.abs(value) < 1 ? String(Number(value.toPrecision(4))) : grouped(value, 2);
}

/** Money whose currency is not stated: 12840.2 → "12,840.20". */
export function amount(value: number): string {
  return grouped(value, 2);
}

/** 6150 cents → "EUR 61.50". */
export function money(currency: string, cents: number): string {
  return `${currency} ${grouped(cents / 100, 2)}`;
}

/** part / whole → "12.4 %". */
export function percent(part: number, whole: number): string {
  return `${grouped(tenths(part, whole), 1)} %`;
}

/** From one figure to a later one: "+12.4 %". */
export function change(from: number, to: number): string {
  const text = percent(to - from, Math.abs(from));
  return to > from && text !== '0.0 %' ? `+${text}` : text;
}

/** A distance in percentage points, with its sign: "+2.5", "-11.0". */
export function points(value: number): string {
  const text = grouped(value, 1);
  return value > 0 && text !== '0.0' ? `+${text}` : text;
}

/** The same of an end of an interval, whose side of 0 matters: "+0.02" where one decimal would make it 0.0. */
export function end(value: number): string {
  const fine = value.toFixed(2);
  if (points(value) !== '0.0' || Number(fine) === 0) return points(value);
  return value > 0 ? `+${fine}` : fine;
}

/** 199.2 → "3.3 min = 199 s". */
export function duration(seconds: number): string {
  const [unit, length] = seconds < 3600 ? ['min', 60] : seconds < 86_400 ? ['h', 3600] : ['d', 86_400];
  if (seconds < 60) return `${short(seconds)} s`;
  return `${short(seconds / Number(length))} ${unit} = ${grouped(Math.round(seconds), 0)} s`;
}

/** Percent to one decimal, a half rounded away from nothing. */
function tenths(part: number, whole: number): number {
  const size = Math.round(Number(((Math.abs(part) / whole) * 1000).toPrecision(12))) / 10;
  return part < 0 ? -size : size;
}

function short(value: number): string {
  return grouped(value, 1).replace(/\.0$/, '');
}

function grouped(value: number, digits: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const parts = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? parts : `${parts}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}
