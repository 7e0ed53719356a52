import { defineTool } from '../../src/define-tool.ts';
import { duration } from '../../src/report/number.ts';
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
  noun: 'average session length',
  figure: duration,
  measure: { name: 'session_length', type: 'seconds' },
  caution:
    "Each point is a day's average session length; days are not weighted by their sessions, so the mean of days is not the mean of all sessions.",
};

/** GET /api/2/sessions/average: "the average session length (in seconds) for each day". */
export const averageSessionLength = defineTool({
  name: 'amplitude_average_session_length',
  title: 'Average session length',
  description:
    'Average session length per day over all users, in minutes and seconds. For how lengths spread, or a median, ' +
    'use amplitude_session_length. Cost: 4 a day.',
  vendor: amplitude,
  endpoint: '/api/2/sessions/average',
  input: rangeInput,
  dates: {},
  cost: sessionsCost,
  rewrites: cheaper,
  split: splitDays,
  request: (q) => ({ path: '/api/2/sessions/average', query: dateQuery(q) }),
  response: dailyAverages,
  merge: joinDailyAverages,
  charts: seriesCharts,
  report: ([answer], q, context) => tellDailyAverages(answer, q, context, words),
  compare: (now, before, periods) => compareDailyAverages(now, before, periods, words),
});
