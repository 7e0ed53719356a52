/** What the clocks of a zone show at a time, as `YYYY-MM-DD HH:MM:SS`. Asks Intl once for each minute. */
export function clocksOf(zone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const minutes = new Map<number, string>();
  return (time) => {
    const minute = Math.floor(time / 60_000);
    const shown = minutes.get(minute) ?? format.format(minute * 60_000);
    minutes.set(minute, shown);
    return `${shown}:${String(Math.floor(time / 1000) % 60).padStart(2, '0')}`;
  };
}

/** The day so many days after `day`; before it when negative. */
export function plus(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function daysFromTo(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = plus(day, 1)) days.push(day);
  return days;
}

/** The Monday of the week that `day` is in. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return plus(day, weekday === 0 ? -6 : 1 - weekday);
}

/** The first and the last day of the month that lies so many months before the one of `day`. */
export function monthBefore(day: string, months: number): { name: string; from: string; to: string } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1, 12)).toISOString().slice(0, 10);
  const next = new Date(Date.UTC(year, month - months, 1, 12)).toISOString().slice(0, 10);
  return { name: first.slice(0, 7), from: first, to: plus(next, -1) };
}
