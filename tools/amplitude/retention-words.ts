import { label } from '../../src/report/label.ts';
import { alone, type Note, noteOf } from '../../src/report/note.ts';
import { count, percent, plural } from '../../src/report/number.ts';
import { enough, rateChange } from '../../src/report/proportion.ts';
import { apart } from '../../src/report/rate-comparison.ts';
import type { Report } from '../../src/tool.ts';
import {
  agrees,
  type Comparison,
  compare,
  everyPoint,
  finalCell,
  type Half,
  isComplete,
  isPossible,
  keyPoints,
  mostCells,
  type Point,
  pointAt,
  rateAt,
} from './retention-curve.ts';
import type { Layout } from './retention-layout.ts';
import { type Cohort, entries, type Retention, type RetentionQuestion } from './retention-reading.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');
const partial = noteOf('partial');
const assumed = noteOf('assumed');
const reading = noteOf('reading');

const units = { daily: 'day', weekly: 'week', monthly: 'month' } as const;

/** How far cohorts should have come to be compared, where the range allows it. */
const enoughPeriods = { daily: 7, weekly: 4, monthly: 3 } as const;

/** "day 7", "week 2", or "day 0-4" for a bracket as it was asked. */
export function pointName(n: number, { interval, retention_type, brackets }: RetentionQuestion): string {
  if (retention_type !== 'bracket') return `${units[interval]} ${n}`;
  const [first, last] = brackets[n] ?? [];
  const word = interval === 'daily' ? 'day' : 'bracket';
  if (first === undefined || last === undefined) return `after the brackets ${n + 1}`;
  return first === last ? `${word} ${first}` : `${word} ${first}-${last}`;
}

/** The curve's best-known points, then which cohorts stand out and where it is going. */
export function retentionHeadline(series: readonly Retention[], q: RetentionQuestion): string[] {
  const [top, ...others] = series;
  if (top === undefined) return [];
  const events = `${label(q.start_event.event_type, 30)} → ${label(q.return_event.event_type, 30)}`;
  const whose = others.length > 0 ? `${count(series.length)} ${kind(q)}; the largest, ${label(top.name, 30)}: ` : '';
  const points = others.length > 0 ? [1, 7, 30, 90] : keyPoints;
  return [
    `${q.retention_type} retention, ${events}; ${whose}${plural(top.cohorts.length, `${q.interval} cohort`)}, ${count(entries(top))} ${people(q)}.`,
    pointSentence(top, points, q),
    ...(others.length > 0 ? extremes(series, q) : comparisonSentences(compared(top, q), q)),
  ];
}

/** What changes the meaning of the figures. */
export function retentionNotes(series: readonly Retention[], layout: Layout, q: RetentionQuestion): Note[] {
  const [top] = series;
  if (top === undefined) return [];
  return [
    layoutNote(layout, q),
    ...cohortNotes(top, q),
    ...smallNote(top, q),
    ...(q.retention_type === 'rolling'
      ? [
          partial(
            `Rolling counts who came back on that ${units[q.interval]} or any later one, so even complete figures can still rise, and cohorts, of which the older have had longer, are not compared.`,
          ),
        ]
      : []),
    ...(q.retention_type === 'bracket' && q.interval !== 'daily'
      ? [
          assumed(
            `Amplitude calls brackets days; with ${q.interval} cohorts it may read them as ${units[q.interval]}s, and completeness is judged as if it did.`,
          ),
        ]
      : []),
    ...(series.length > 1 ? [reading(`Never add up ${kind(q)}: a user can be in several.`)] : []),
  ];
}

/** The report when nobody starts. */
export function emptyRetention(q: RetentionQuestion, notes: readonly Note[]): Report {
  return {
    headline: [`No data: nobody did ${label(q.start_event.event_type, 60)} in this range; retention n/a.`],
    tables: [],
    notes: [
      doubt(
        'Likely causes: a misspelt event name (see amplitude_list_events) or a filter whose property or value matches nobody (all are case-sensitive), a range without data, or the wrong project or region.',
      ),
      ...notes,
    ],
    empty: true,
  };
}

/** New users are new once; anybody else is an entry in the cohort of each day of starting. */
export function people({ start_event }: RetentionQuestion): string {
  return start_event.event_type === '_new' ? 'new users' : 'cohort entries';
}

function kind({ group_by }: RetentionQuestion): string {
  return group_by.length > 0 ? 'groups' : 'segments';
}

/** The told points that rest on few. */
function smallNote(one: Retention, q: RetentionQuestion): Note[] {
  const few = everyPoint(one).filter(
    ({ n, outof }) => outof > 0 && outof < enough && (q.retention_type === 'bracket' || keyPoints.includes(n)),
  );
  const named = few.map(({ n, outof }) => `${pointName(n, q)} on ${count(outof)}`).slice(0, 4);
  return few.length === 0
    ? []
    : [reading(`Small numbers: rates on fewer than ${enough} are mostly chance (${named.join(', ')}).`)];
}

/** The whole curve at the points that people ask for, each over the cohorts old enough for it. */
function pointSentence(one: Retention, points: readonly number[], q: RetentionQuestion): string {
  const known = everyPoint(one).filter(({ outof }) => outof > 0);
  if (known.every(({ n }) => n === 0) && q.retention_type !== 'bracket')
    return `No ${units[q.interval]} after the first is complete yet, so there is no retention to tell.`;
  const key = known.filter(({ n }) => q.retention_type === 'bracket' || points.includes(n));
  const wanted = key.length > 1 ? key : [...new Set([...key, ...known.slice(-1)])];
  const sentence = ({ n, rate, count: back, outof }: Point) =>
    `${pointName(n, q)} ${percent(rate)} (${count(back)}/${count(outof)})`;
  const text = wanted.slice(0, 8).map(sentence).join(', ');
  return `${q.retention_type === 'rolling' ? 'Back then or later:' : 'Back on'} ${text}.`;
}

function compared(one: Retention, { retention_type, brackets, interval }: RetentionQuestion): Comparison | null {
  return compare(one, retention_type === 'bracket' ? brackets.length - 1 : enoughPeriods[interval]);
}

/** Rolling counts who came back at any later time, of which older cohorts have had more: they are not compared. */
function comparisonSentences(found: Comparison | null, q: RetentionQuestion): string[] {
  if (found === null || q.retention_type === 'rolling') return [];
  const { n, cohorts, young, halves } = found;
  const over = young === 0 ? `all ${cohorts} cohorts` : `${cohorts - young} of ${cohorts} cohorts, ${young} too young`;
  return [
    `At ${pointName(n, q)} (${over}): ${extremeWords(found)}.`,
    ...(halves === null ? [] : [halfSentence(halves, q)]),
  ];
}

function extremeWords({ n, fair, best, worst }: Comparison): string {
  const told = (cohort: Cohort) =>
    `${label(cohort.label, 20)}: ${percent(rateAt(cohort, n))} of ${count(finalCell(cohort, n)?.outof)}`;
  if (best === null) return `none has ${enough}, so no best or worst`;
  if (worst === null) return `only one has ${enough}+, ${told(best)}`;
  return `best ${told(best)}, worst ${told(worst)} (of ${fair} with ${enough}+)`;
}

function halfSentence({ earlier, later }: NonNullable<Comparison['halves']>, q: RetentionQuestion): string {
  const which = ({ cohorts, point }: Half) =>
    point.cohorts === cohorts ? plural(cohorts, 'cohort') : `${point.cohorts} of ${cohorts} cohorts`;
  const [own, other] = [later, earlier].map(({ point }) => ({ hits: point.count, of: point.outof }));
  const told = own === undefined || other === undefined ? 'n/a' : rateChange(own, other, people(q));
  return `Later half (${which(later)}) against earlier (${which(earlier)}): ${told}.`;
}

/** Best and worst group at the point at which the largest can be compared. */
function extremes(series: readonly Retention[], q: RetentionQuestion): string[] {
  const n = series[0] === undefined ? undefined : compared(series[0], q)?.n;
  if (n === undefined) return [];
  const rated = series.flatMap((one) => {
    const point = pointAt(one.cohorts, n);
    return point.rate !== null && point.outof >= enough ? [{ name: one.name, point }] : [];
  });
  const ranked = rated.sort((a, b) => (b.point.rate ?? 0) - (a.point.rate ?? 0));
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (best === undefined || worst === undefined || best === worst) return [];
  const told = ({ name, point }: (typeof ranked)[number]) =>
    `${label(name, 40)}: ${percent(point.rate)} of ${count(point.outof)}`;
  const [high, low] = [best, worst].map(({ point }) => ({ hits: point.count, of: point.outof }));
  const gap = high === undefined || low === undefined ? '' : `; ${apart(high, low)}`;
  return [
    `At ${pointName(n, q)}, of ${ranked.length} with ${enough}+: best ${told(best)}, worst ${told(worst)}${gap}.`,
  ];
}

function layoutNote({ totalFirst, because, unsure }: Layout, q: RetentionQuestion): Note {
  const [zero, one] =
    q.retention_type === 'bracket' ? ['bracket 1', 'bracket 2'] : [`${units[q.interval]} 0`, `${units[q.interval]} 1`];
  const read = totalFirst ? `total, ${zero}, ${one}` : `${zero}, ${one}`;
  const told = `Cells read as [${read}, …]: ${because}.`;
  return unsure ? doubt(`${told} Not certain: check one cohort in Amplitude.`) : assumed(told);
}

function cohortNotes({ cohorts, combined, name }: Retention, q: RetentionQuestion): Note[] {
  const undated = cohorts.filter(({ first }) => first === null);
  const cut = cohorts.filter((cohort) => cohort.partial).map((cohort) => cohort.label);
  const open = cohorts.reduce((sum, one) => sum + one.cells.filter((_, n) => !isComplete(one, n)).length, 0);
  const odd = cohorts.some((one) =>
    one.cells.some((cell, n) => cell.count !== null && !isPossible(cell) && isComplete(one, n)),
  );
  const every = Array.from({ length: mostCells(cohorts) }, (_, n) => n);
  const differs = every.find((n) => agrees({ name, cohorts, combined }, n) === false);
  const sent = differs === undefined ? undefined : combined?.cells[differs];
  return [
    partial(
      open > 0
        ? `${plural(open, 'incomplete cell is', 'incomplete cells are')} left out${cohorts.length > 1 ? ': later points rest on fewer, older cohorts' : ''}.`
        : '',
    ),
    doubt(
      q.start_event.event_type === '_new'
        ? ''
        : `A user is an entry in each ${units[q.interval]}'s cohort: entries are not users, and intervals, which take them as independent, are too narrow.`,
    ),
    alone(
      partial(
        cut.length > 0
          ? `Partial: ${cut.slice(0, 3).join(', ')}${cut.length > 3 ? ` and ${cut.length - 3} more` : ''}; still running or cut by the range, so not in best, worst or halves.`
          : '',
      ),
    ),
    missing(
      undated.length > 0
        ? `${plural(undated.length, 'cohort')} left out: the label (${label(undated[0]?.label ?? '', 20)}) has no year that can be told from the range; ask for less than a year.`
        : '',
    ),
    doubt(odd ? 'Some cells have more people back than there were and are left out.' : ''),
    doubt(
      sent === undefined || differs === undefined
        ? ''
        : `Amplitude's combined row differs at ${pointName(differs, q)}: ${count(sent.count)} of ${count(sent.outof)}; the figures here are summed from the cohorts.`,
    ),
  ].filter(({ text }) => text !== '');
}
