import { defineTool } from '../../src/define-tool.ts';
import { decimal } from '../../src/report/number.ts';
import { cheaper } from '../../src/vendors/amplitude/cost.ts';
import {
  compareDailyAverages,
  dailyAverages,
  joinDailyAverages,
  rangeInput,
  sessionsCost,
  tellDailyAverages,
  type Words,
} from '../../src/vendors/amplitude/daily-average.ts';
import { dateQuery } from '../../src/vendors/amplitude/query.ts';
import { splitDays } from '../../src/vendors/amplitude/split-days.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { seriesCharts } from '../../src/vendors/series-charts.ts';

const words: Words = {
  noun: 'sessions per user',
  figure: (value) => `${decimal(value)} sessions per user`,
  measure: { name: 'sessions_per_user', type: 'number' },
  caution:
    'Each point is sessions per user of that day; days are not weighted by their users, and the figures do not add up to sessions per user of a week or month.',
};

/** GET /api/2/sessions/peruser: "the average number of sessions per user on each day". */
export const sessionsPerUser = defineTool({
  name: 'amplitude_sessions_per_user',
  title: 'Sessions per user',
  description: 'Average number of sessions per user and day, over all users of that day. Cost: 4 a day.',
  vendor: amplitude,
  endpoint: '/api/2/sessions/peruser',
  input: rangeInput,
  dates: {},
  cost: sessionsCost,
  rewrites: cheaper,
  split: splitDays,
  request: (q) => ({ path: '/api/2/sessions/peruser', query: dateQuery(q) }),
  response: dailyAverages,
  merge: joinDailyAverages,
  charts: seriesCharts,
  report: ([answer], q, context) => tellDailyAverages(answer, q, context, words),
  compare: (now, before, periods) => compareDailyAverages(now, before, periods, words),
});
