import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { exactTotal } from '../../src/report/exact.ts';
import type { Masks } from '../../src/report/mask.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count } from '../../src/report/number.ts';
import { compareSeries } from '../../src/report/series-comparison.ts';
import { hasFigures, isAllZero, type SeriesSubject, seriesReport } from '../../src/report/series-report.ts';
import type { NamedTrend } from '../../src/report/series-tables.ts';
import type { Report, ReportContext, Side, Table } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { asOf } from '../../src/vendors/amplitude/as-of.ts';
import { usersWords } from '../../src/vendors/amplitude/condition-words.ts';
import { cheaper, queryCost } from '../../src/vendors/amplitude/cost.ts';
import { groupBy, groupRules, interval, segments } from '../../src/vendors/amplitude/inputs.ts';
import { joinAnswers, joinedNotes } from '../../src/vendors/amplitude/join-answers.ts';
import { namesIn } from '../../src/vendors/amplitude/names-in.ts';
import { checkedUsers } from '../../src/vendors/amplitude/period-users.ts';
import { dateQuery, groupQuery, intervalQuery } from '../../src/vendors/amplitude/query.ts';
import { scopeWords } from '../../src/vendors/amplitude/scope-words.ts';
import { axisNotes, collapsed, datedSeriesData, namedTrends } from '../../src/vendors/amplitude/series.ts';
import { splitDays } from '../../src/vendors/amplitude/split-days.ts';
import { sureSeries, unsureNotes } from '../../src/vendors/amplitude/sure-series.ts';
import { unsetSeries } from '../../src/vendors/amplitude/unset-groups.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { dateRange } from '../../src/vendors/inputs.ts';
import { seriesCharts } from '../../src/vendors/series-charts.ts';

const input = z.strictObject({
  ...dateRange,
  metric: z.enum(['active', 'new']).default('active').describe('new: users seen for the first time'),
  interval: interval('daily', 'weekly', 'monthly').describe('DAU, WAU or MAU'),
  segments,
  group_by: groupBy(2),
});
type Input = z.output<typeof input>;

const response = answerOf(datedSeriesData);
type Answer = z.output<typeof response>;

/** GET /api/2/users: how many distinct users were active, or new, in each day, week or month. */
export const activeUsers = defineTool({
  name: 'amplitude_active_users',
  title: 'Active and new users',
  description:
    'DAU, WAU or MAU, or new users, per day, week or month, optionally by segment or property. ' +
    'For one particular event use amplitude_event_segmentation; for right now, amplitude_realtime_users.',
  vendor: amplitude,
  endpoint: '/api/2/users',
  input,
  dates: {},
  check: groupRules,
  cost: (q) => queryCost(q),
  rewrites: cheaper,
  // The users of a week or month are not those of its days together.
  split: (q, room) => (q.interval === 'daily' ? splitDays(q, room) : null),
  request: (q) => ({
    path: '/api/2/users',
    query: [...dateQuery(q), ['m', q.metric], ...intervalQuery(q.interval), ...groupQuery(q)],
  }),
  response,
  merge: (answers, parts, q) => joinAnswers(answers, parts, { asked: asked(q), rhythm: 'daily', absent: 0 }),
  scope: ({ segments }, masks) => scopeWords({ segments }, masks),
  charts: seriesCharts,
  report: ([answer], q, context) => tell(answer, q, context),
  names: namesIn,
  compare: (now, before, periods) => {
    const [later, earlier] = [sure(now), sure(before)];
    // What is left of several has its name told, even where it is one.
    const several = later.unsure + earlier.unsure > 0;
    const subject = { ...comparedSubject(now.input), ...(several ? { grouped: true } : {}) };
    const change = compareSeries(later.series, earlier.series, subject, periods);
    return { ...change, notes: [...unsureNotes(later.unsure, earlier.unsure), ...change.notes] };
  },
});

function sure({ pages: [answer], input, context }: Side<Input, Answer>) {
  return sureSeries(answer.data, asked(input), read(answer, input, context).series);
}

/** New users of days add up, so that those of the days that are in both ranges are compared. */
function comparedSubject(q: Input): SeriesSubject {
  return { ...subjectOf(q), ...(q.metric === 'new' && q.interval === 'daily' ? { kind: 'sum' } : {}) };
}

function asked(q: Input, masks?: Masks) {
  const [segment, ...others] = q.segments;
  const users = segment === undefined || others.length > 0 ? '' : usersWords(segment, masks);
  return { ...q, everything: users === '' ? `all ${q.metric} users` : `${q.metric} ${users}` };
}

/** Every series with what is right to say of its whole range. */
function read(answer: Answer, q: Input, context: ReportContext) {
  const { data } = answer;
  const sent = namedTrends(
    data,
    { ...asked(q, context.masks), masks: context.masks },
    { ...asOf(answer, context), ...q },
    collapsed(data),
  );
  return { sent, ...(q.metric === 'active' ? checkedUsers(sent) : newUsers(sent, q)) };
}

function subjectOf(q: Input): SeriesSubject {
  return {
    ...q,
    kind: 'users',
    grouped: q.group_by.length > 0,
    // The answer begins with the segment itself.
    ...(q.segments.length === 1 ? { about: `${q.metric} users` } : {}),
    figure: (value) => `${count(value)} ${q.metric} ${value === 1 ? 'user' : 'users'}`,
    measure: { name: `${q.metric}_users`, type: 'count' },
  };
}

function tell(answer: Answer, q: Input, context: ReportContext): Report {
  const { sent, series, notes } = read(answer, q, context);
  const told = seriesReport(series, subjectOf(q));
  const joined = joinedNotes(context, q.metric === 'new' ? 'sum' : 'users');
  const envelope = envelopeNotes(answer, context);
  if (!hasFigures(sent)) return nothing(q, [], [...joined, ...envelope]);
  if (isAllZero(sent)) return nothing(q, told.tables, [...joined, ...envelope]);
  const unset = unsetSeries(answer.data, asked(q));
  return { ...told, notes: [...unset, ...joined, ...told.notes, ...notes, ...axisNotes(answer.data), ...envelope] };
}

/** A user is new on one day only, so that new users, unlike active ones, add up over days. */
function newUsers(sent: readonly NamedTrend[], { interval }: Input): { series: NamedTrend[]; notes: Note[] } {
  const series = sent.map((one) => ({ ...one, whole: one.whole ?? (interval === 'daily' ? sumOf(one) : null) }));
  const summed = series.some(({ whole }, index) => whole !== sent[index]?.whole);
  const note = noteOf('reading')('New users of the days are added up: a user is new on one day only.');
  return { series, notes: summed ? [note] : [] };
}

function sumOf({ trend: { values }, absent = [] }: NamedTrend): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length + absent.length ? null : exactTotal(known);
}

function nothing({ metric, start, end }: Input, tables: readonly Table[], notes: readonly Note[]): Report {
  const found = tables.length > 0 ? `there were 0 ${metric} users` : `Amplitude sent no ${metric} users`;
  return {
    headline: [`No data: ${found} for ${start} to ${end}.`],
    tables: tables.map((table) => ({ ...table, show: 0 })),
    notes: [
      noteOf('doubt')(
        'Likely causes: a filter whose property or value matches nobody (both are case-sensitive), a range before the project had data, or the wrong project or region. Next: ask without segments, or for later dates.',
      ),
      ...notes,
    ],
    empty: true,
  };
}
