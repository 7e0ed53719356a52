const dayLength = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** Asking Intl is slow, and every query asks for the same days again. */
const starts = new Map<string, number>();

/** The date (YYYY-MM-DD) that the clocks of `zone` show at `time`. */
export function dayOf(time: number, zone: string): string {
  return new Date(time + offset(time, zone)).toISOString().slice(0, 10);
}

/** Date and time of day in `zone`, as YYYY-MM-DDTHH:MM:SS. */
export function localTime(time: number, zone: string): string {
  return new Date(time + offset(time, zone)).toISOString().slice(0, 19);
}

/** The first millisecond of `day` in `zone`. */
export function startOfDay(day: string, zone: string): number {
  const key = `${day} ${zone}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const wanted = Date.parse(day);
  const guess = wanted - offset(wanted, zone);
  const start = wanted - offset(guess, zone);
  starts.set(key, start);
  return start;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayLength).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
}

/** The Monday on or before `day`. */
export function startOfWeek(day: string): string {
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

export function startOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

export function nextMonth(day: string): string {
  return startOfMonth(addDays(startOfMonth(day), 31));
}

/** Milliseconds by which the clocks of `zone` are ahead of UTC. */
function offset(time: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const shown = format(zone).format(time);
  const [, month, day, year, hour, minute, second] =
    /(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/.exec(shown)?.map(Number) ?? [];
  const clock = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  return clock - Math.floor(time / 1000) * 1000;
}

function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}
