import { funnel } from '../../tools/amplitude/funnel.ts';
import { dates } from './amplitude-funnel.ts';
import { compared } from './ask-compared.ts';

/** On 15 August at noon two days are over for whoever entered until the 12th. */
export const shop = {
  events: ['view', 'cart', 'pay'],
  start: '2026-08-01',
  end: '2026-08-14',
  conversion_window_seconds: 2 * 86_400,
};
export const [laterStart, earlierStart] = ['2026-08-01', '2026-07-18'];

/** The same row for each day, or a row for each; every user enters once unless `users` says otherwise. */
export function made(
  start: string,
  row: number[] | ((day: number) => (number | null)[]),
  users?: (number | null)[],
  days = 14,
) {
  const series = Array.from({ length: days }, (_, day) => (typeof row === 'function' ? row(day) : row));
  const sum = (step: number) => series.reduce((total, one) => total + (one[step] ?? 0), 0);
  return {
    groupValue: '',
    cumulativeRaw: users ?? [0, 1, 2].map(sum),
    dayFunnels: { xValues: dates(start, days), series },
  };
}
export type Made = Record<string, unknown>;
export const ask = (args: Record<string, unknown>, later: Made | Made[], earlier: Made | Made[], at?: Date) =>
  compared(funnel, { ...shop, ...args }, [{ data: [later].flat() }, { data: [earlier].flat() }], at);
