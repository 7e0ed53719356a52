import { addDays } from '../report/calendar.ts';

/** How long an answer may be given again, in milliseconds: an hour for the settled past, a minute for what still moves. */
export function freshFor(input: Readonly<Record<string, unknown>>, today: string): number {
  const { end } = input;
  const settled = typeof end === 'string' && end !== '' && end.slice(0, 10) < addDays(today, -1);
  return settled ? 60 * 60_000 : 60_000;
}
