export type DateKind = 'month' | 'date' | 'time' | 'clock';

interface Tick {
  value: number;
  words: string;
}

const hour = 3_600_000;
const day = 24 * hour;

/** Not more ticks than there is room for: days or weeks back from the latest date, whole hours, or the firsts of months. */
export function dateTicks([first, last]: readonly [number, number], room: number, kind: DateKind): Tick[] {
  if (kind === 'clock' || kind === 'time') {
    const step = hourSteps.find((hours) => (last - first) / (hours * hour) < room);
    if (step !== undefined) return hourTicks(first, last, step * hour, kind);
  }
  const step =
    kind === 'month' ? undefined : daySteps(last - first).find((days) => (last - first) / (days * day) < room);
  return step === undefined ? monthTicks(first, last, room, kind) : dayTicks(first, last, step * day);
}

const hourSteps = [1, 2, 3, 6, 12];
/** Of a week or more weeks, which show the same weekday. */
const daySteps = (length: number) => (length < 7 * day ? [1, 2, 3, 4] : [1, 2, 7, 14]);

function hourTicks(first: number, last: number, step: number, kind: DateKind): Tick[] {
  const from = Math.ceil(first / step);
  return Array.from({ length: Math.floor(last / step) - from + 1 }, (_, index) => {
    const value = (from + index) * step;
    const midnight = kind === 'time' && value % day === 0;
    return { value, words: midnight ? dayWords(value) : new Date(value).toISOString().slice(11, 16) };
  });
}

function dayTicks(first: number, last: number, step: number): Tick[] {
  // Of times the latest midnight counts.
  const to = Math.floor(last / day) * day;
  const values = Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => to - index * step);
  const years = yearOf(first) !== yearOf(last);
  return values.reverse().map((value, index) => {
    const said = years && (index === 0 || yearOf(value) !== yearOf(value - step));
    return { value, words: `${dayWords(value)}${said ? `, ${yearOf(value)}` : ''}` };
  });
}

function monthTicks(first: number, last: number, room: number, kind: DateKind): Tick[] {
  const all = firstsBetween(first, last);
  const step = [1, 2, 3, 6, 12, 24, 60].find((months) => all.length / months <= room) ?? 120;
  const shown = all.filter((value) => (all.length - 1 - all.indexOf(value)) % step === 0);
  const years = yearOf(first) !== yearOf(last);
  return shown.map((value, index) => {
    const month = months[new Date(value).getUTCMonth()] ?? '';
    const said = years && (index === 0 || yearOf(value) !== yearOf(shown[index - 1] ?? value));
    const whole = kind === 'month' ? month : `${month} 1`;
    return { value, words: said ? `${whole}${kind === 'month' ? '' : ','} ${yearOf(value)}` : whole };
  });
}

function firstsBetween(first: number, last: number): number[] {
  const start = new Date(first);
  const count = (yearOf(last) - yearOf(first) + 1) * 12;
  const firsts = Array.from({ length: count }, (_, index) => Date.UTC(start.getUTCFullYear(), index, 1));
  return firsts.filter((value) => value >= first && value <= last);
}

function yearOf(value: number): number {
  return new Date(value).getUTCFullYear();
}

function dayWords(value: number): string {
  const date = new Date(value);
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
