import { ToolError } from '../../errors.ts';
import { addDays, daysIn } from '../../report/calendar.ts';

export interface Stretch {
  start: string;
  end: string;
  xValues: readonly string[];
}

/** The dates of all parts, which follow each other without gap or overlap; throws where one has other dates than asked. */
export function joinAxis(stretches: readonly Stretch[], rhythm: 'daily' | 'hourly'): string[] {
  for (const [index, stretch] of stretches.entries()) {
    const last = index === stretches.length - 1;
    const right = rhythm === 'daily' ? isEveryDay(stretch) : isEveryHour(stretch, last);
    if (!right) throw wrongDates(stretch, rhythm);
  }
  return stretches.flatMap(({ xValues }) => xValues);
}

function isEveryDay({ start, end, xValues }: Stretch): boolean {
  const wanted = daysOf({ start, end });
  return xValues.length === wanted.length && wanted.every((day, index) => isDay(xValues[index] ?? '', day));
}

function isDay(text: string, day: string): boolean {
  return text === day || (text.startsWith(`${day}T`) && /T00:00(:00(\.0+)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text));
}

/** The last day of all may still run. */
function isEveryHour({ start, end, xValues }: Stretch, last: boolean): boolean {
  const days = daysOf({ start, end });
  const hours = days.map((day) => xValues.filter((text) => text.startsWith(day)).map(hourOf));
  const inOrder = xValues.every(
    (text, index) => index === 0 || (xValues[index - 1] ?? '').slice(0, 16) <= text.slice(0, 16),
  );
  const whole = hours.every((found, index) => areHours(found, last && index === days.length - 1));
  return inOrder && whole && hours.flat().length === xValues.length;
}

function hourOf(text: string): number {
  const [, hour] = /^\d{4}-\d{2}-\d{2}[T ](\d{2}):00/.exec(text) ?? [];
  return Number(hour);
}

// A day on which clocks change lacks an hour of the night, or has one twice.
function areHours(hours: readonly number[], running: boolean): boolean {
  const end = running ? (hours.at(-1) ?? -1) + 1 : 24;
  const missing = Array.from({ length: end }, (_, hour) => hour).filter((hour) => !hours.includes(hour));
  const twice = hours.length - new Set(hours).size;
  return missing.length + twice <= 1 && missing.every((hour) => hour < 4) && hours.every((hour) => hour >= 0);
}

function daysOf(range: { start: string; end: string }): string[] {
  return Array.from({ length: daysIn(range) }, (_, index) => addDays(range.start, index));
}

function wrongDates({ start, end, xValues }: Stretch, rhythm: 'daily' | 'hourly'): ToolError {
  const sent =
    xValues.length === 0 ? 'none' : `${xValues.length}, ${xValues[0]?.slice(0, 30)} to ${xValues.at(-1)?.slice(0, 30)}`;
  return new ToolError(
    'vendor',
    `The question was too dear for one query and was asked in parts, and Amplitude answered the part ${start} to ${end} with other ${rhythm === 'daily' ? 'days' : 'hours'} than asked (${sent}), so the parts do not join. No figure is shown. Ask for a shorter range, which one query can answer.`,
  );
}
