import { label } from '../../src/report/label.ts';
import { alone, type Note, noteOf } from '../../src/report/note.ts';
import { count, percent, plural, share } from '../../src/report/number.ts';
import { enough } from '../../src/report/proportion.ts';
import type { Report } from '../../src/tool.ts';
import { amount } from './revenue-ltv-amount.ts';
import { curve, extremes, type Point } from './revenue-ltv-curve.ts';
import type { Cohort, LtvQuestion, Member } from './revenue-ltv-reading.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');
const partial = noteOf('partial');
const assumed = noteOf('assumed');
const reading = noteOf('reading');

export const nouns = { arpu: 'ARPU', arppu: 'ARPPU', total_revenue: 'Revenue', paying_users: 'Paying users' } as const;

/** The metric at the days that people ask for, what there is to date, and the cohorts that stand out. */
export function ltvHeadline(members: readonly Member[], q: LtvQuestion): string[] {
  const [top, ...others] = members;
  if (top === undefined) return [];
  const kind = q.group_by.length > 0 ? 'groups' : 'segments';
  const whose = others.length > 0 ? [`${count(members.length)} ${kind}. Most new users: ${label(top.name, 40)}.`] : [];
  const toDate = others.length > 0 ? [] : [dateSentence(top, q)];
  return [...whose, pointSentence(top, q), ...toDate, ...extremeSentence(top, q)];
}

/** What changes the meaning of the figures. */
export function ltvNotes(members: readonly Member[], q: LtvQuestion): Note[] {
  const [top] = members;
  if (top === undefined) return [];
  const points = curve(top, q.metric);
  return [
    ...(q.metric === 'paying_users' ? [] : [assumed('Currency not stated by Amplitude.')]),
    ...(q.metric === 'arppu' && points.length > 0
      ? [doubt('ARPPU is approximate: weighted by payers to date, as those at each day are not sent.')]
      : []),
    ...youngNote(top, points),
    ...smallNote(points, q),
    ...cohortNotes(top, q),
    ...(members.length > 1 ? [reading('Never add groups or segments up: a user can be in several.')] : []),
  ];
}

/** The report when nobody joined. */
export function emptyLtv(notes: readonly Note[]): Report {
  return {
    headline: ['No data: Amplitude sent no new users for this range; lifetime value n/a.'],
    tables: [],
    notes: [
      doubt(
        'Likely causes: a filter whose property or value matches nobody (both are case-sensitive), a range before the project had data, or the wrong project or region.',
      ),
      ...notes,
    ],
    empty: true,
  };
}

function pointSentence(member: Member, q: LtvQuestion): string {
  const points = curve(member, q.metric);
  if (points.length === 0) return `${nouns[q.metric]} n/a: ${whyNone(member, q)}.`;
  const told = points.map((point) => `day ${point.n} ${figure(point.value, q)} (${behind(point, q)})`).join(', ');
  return `${nouns[q.metric]}${q.metric === 'arppu' ? ', approximate,' : ''} by ${told}.`;
}

function whyNone({ cohorts }: Member, { metric }: LtvQuestion): string {
  if (!cohorts.some(({ values }) => values.some((value) => value !== null)))
    return 'no cohort is old enough for a figure after a day or more; ask for an earlier range';
  return `the cohorts old enough have no ${metric === 'arppu' ? 'payers' : 'users'} to average over`;
}

function behind({ cohorts, users, payers, value }: Point, { metric }: LtvQuestion): string {
  const people = metric === 'arppu' ? plural(payers, 'payer') : plural(users, 'user');
  const each = share(value, users);
  const part = {
    total_revenue: `, ${amount(each)} per user`,
    paying_users: `, ${percent(each)}`,
    arpu: '',
    arppu: '',
  };
  return `${plural(cohorts, 'cohort')}, ${people}${part[metric]}`;
}

function dateSentence({ cohorts, users, payers, paid }: Member, { interval }: LtvQuestion): string {
  return `To date, ${plural(cohorts.length, `${interval} cohort`)}: ${plural(users, 'new user')}, ${plural(payers, 'payer')} (${percent(share(payers, users))}), ${amount(paid)} paid.`;
}

function extremeSentence(member: Member, q: LtvQuestion): string[] {
  const found = extremes(member, q.metric);
  const people = q.metric === 'arppu' ? 'payer' : 'user';
  if (found === null && member.cohorts.length < 2) return [];
  if (found === null)
    return [`Fewer than two cohorts with ${enough}+ ${people}s are old enough, so no best and worst.`];
  const { n, of, best, worst } = found;
  const size = ({ users, payers }: Cohort) => plural((q.metric === 'arppu' ? payers : users) ?? 0, people);
  const told = (cohort: Cohort) =>
    `${label(cohort.label, 20)}: ${figure(cohort.values[n] ?? null, q)} (${size(cohort)})`;
  const [most, least] = isTotal(q) ? ['most', 'least'] : ['best', 'worst'];
  return [`At day ${n}, of ${of} cohorts with ${enough}+ ${people}s: ${most} ${told(best)}, ${least} ${told(worst)}.`];
}

/** Totals of cohorts tell their sizes rather than how good they are. */
function isTotal({ metric }: LtvQuestion): boolean {
  return metric === 'total_revenue' || metric === 'paying_users';
}

function youngNote(top: Member, points: readonly Point[]): Note[] {
  const young = points.filter((point) => point.young > 0).map((point) => `${point.young} at day ${point.n}`);
  const growth = points.length > 1 ? '; for growth follow one cohort' : '';
  return young.length === 0
    ? []
    : [partial(`Too young, left out of ${top.cohorts.length} cohorts: ${young.join(', ')}${growth}.`)];
}

function smallNote(points: readonly Point[], { metric }: LtvQuestion): Note[] {
  const behind = ({ users, payers }: Point) => (metric === 'arppu' ? payers : users);
  const few = points.filter((point) => behind(point) < enough);
  const named = few.map((point) => `day ${point.n} on ${count(behind(point))}`);
  return few.length === 0
    ? []
    : [
        reading(
          `Small numbers: figures on fewer than ${enough} ${metric === 'arppu' ? 'payers' : 'users'} are mostly chance (${named.join(', ')}).`,
        ),
      ];
}

function cohortNotes({ cohorts }: Member, { interval }: LtvQuestion): Note[] {
  const filling = cohorts.filter((cohort) => cohort.partial).map((cohort) => cohort.label);
  const undated = cohorts.filter(({ first }) => first === null);
  const more = filling.length > 3 ? ` and ${filling.length - 3} more` : '';
  return [
    ...(filling.length > 0
      ? [
          alone(
            partial(
              `Partial: ${filling.slice(0, 3).join(', ')}${more}; the ${interval} cohort still fills or is cut by the range, so not in best and worst.`,
            ),
          ),
        ]
      : []),
    ...(undated.length > 0
      ? [
          missing(
            `${plural(undated.length, 'cohort')} left out of the days: the label (${label(undated[0]?.label ?? '', 20)}) has no year that can be told from the range; ask for less than a year.`,
          ),
        ]
      : []),
  ];
}

function figure(value: number | null, { metric }: LtvQuestion): string {
  return metric === 'paying_users' ? count(value) : amount(value);
}
