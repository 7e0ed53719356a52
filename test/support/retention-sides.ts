import { retention } from '../../tools/amplitude/retention.ts';
import { recordedRetention } from './amplitude-retention.ts';
import { compared } from './ask-compared.ts';

export const newcomers = { start_event: '_new', return_event: '_active', start: '2026-08-01', end: '2026-08-14' };
export const [laterStart, earlierStart] = ['2026-08-01', '2026-07-18'];
export const today = '2026-08-15';

/** Fourteen cohorts; everybody on day 0, then `percent` of them. */
export const made = (
  start: string,
  size: number,
  percent: number,
  more: Partial<Parameters<typeof recordedRetention>[0]> = {},
) =>
  recordedRetention({
    start,
    days: 14,
    today,
    size: () => size,
    back: (all, n) => (n === 0 ? all : (all * percent) / 100),
    ...more,
  });
export type Series = Record<string, unknown>;
export const ask = (args: Record<string, unknown>, later: Series | Series[], earlier: Series | Series[], at?: Date) =>
  compared(
    retention,
    { ...newcomers, ...args },
    [{ data: { series: [later].flat() } }, { data: { series: [earlier].flat() } }],
    at,
  );
