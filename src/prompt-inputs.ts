import { z } from 'zod';
import { ToolError } from './errors.ts';
import { accepted, noDate, resolveDate } from './input/dates.ts';
import type { Scene } from './prompt.ts';
import { addDays, addMonths, type CivilDate, daysIn, daysInMonth } from './report/calendar.ts';

/** The name of an event, as it is in the data. */
export function eventInput(description: string) {
  return z.string().max(1024).describe(description).optional();
}

export const period = {
  start: z.string().describe('First day: YYYY-MM-DD, or counted back from today: -7d, -4w, -2m').optional(),
  end: z.string().describe('Last day, inclusive; default yesterday').optional(),
};

export const month = z
  .string()
  .regex(/^[12]\d{3}-(?:0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM')
  .describe('YYYY-MM; default the last month that is over')
  .optional();

export interface Period {
  start: CivilDate;
  end: CivilDate;
}

/** The days that were asked for; left out, they end yesterday and are so many. Throws ToolError of kind input. */
export function periodOf(
  given: { start?: string | undefined; end?: string | undefined },
  days: number,
  { today }: Scene,
): Period {
  const end = dateOf('end', given.end ?? 'yesterday', today);
  const start = given.start === undefined ? addDays(end, 1 - days) : dateOf('start', given.start, today);
  if (start <= end) return { start, end };
  throw new ToolError('input', `"start" (${start}) is after "end" (${end}): swap them, or give both.`);
}

/** A range in words: "the 7 days from 2026-08-08 to 2026-08-14". */
export function daysText({ start, end }: Period): string {
  return start === end ? `the day ${start}` : `the ${daysIn({ start, end })} days from ${start} to ${end}`;
}

/** First and last day of a month, YYYY-MM. */
export function monthPeriod(month: string): Period {
  const start = `${month}-01`;
  return { start, end: `${month}-${daysInMonth(start)}` };
}

/** The latest months that are over for every vendor, newest first: 2026-10, 2026-09, … */
export function wholeMonths({ today }: Scene, most: number): string[] {
  return monthsUpTo(addMonths(today, -1).slice(0, 7), most);
}

/** So many months, newest first. */
export function monthsUpTo(month: string, most: number): string[] {
  return Array.from({ length: most }, (_, index) => addMonths(`${month}-01`, -index).slice(0, 7));
}

/** The month that was asked for, or the last whole one. Throws ToolError of kind input where it is not over. */
export function monthOf(given: string | undefined, scene: Scene): string {
  const [last = ''] = wholeMonths(scene, 1);
  if (given === undefined || given <= last) return given ?? last;
  throw new ToolError('input', `"month": ${given} is not over; the last month that is over is ${last}.`);
}

function dateOf(name: string, text: string, today: CivilDate): CivilDate {
  const date = resolveDate(text, today);
  if (date === null) throw new ToolError('input', `"${name}": ${noDate(text, today)}; use ${accepted}.`);
  if (date <= today) return date;
  throw new ToolError('input', `"${name}": ${date} is in the future; today is ${today}.`);
}
