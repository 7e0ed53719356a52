import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, duration, percent, plural, share } from '../../src/report/number.ts';
import { enough, type Proportion, rateChange } from '../../src/report/proportion.ts';
import { apart, checked } from '../../src/report/rate-comparison.ts';
import { period } from '../../src/report/series.ts';
import type { Report } from '../../src/tool.ts';
import { type Day, halves, isKnown, peoplePerEntry } from './funnel-days.ts';
import { gapSentence } from './funnel-gap.ts';
import { type Funnel, type FunnelQuestion, isGrouped } from './funnel-reading.ts';
import { openSentence, windowNotes } from './funnel-window-words.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');
const partial = noteOf('partial');
const reading = noteOf('reading');

/** The answer in sentences: who finishes, where most are lost, how long it takes; several funnels also best and worst. */
export function funnelHeadline(funnels: readonly Funnel[], q: FunnelQuestion): string[] {
  const [top, ...others] = funnels;
  if (top === undefined) return [];
  if (others.length === 0)
    return [
      ...deadStep(top),
      overall(top, q),
      ...openSentence(top, q),
      ...dropSentence(top, 24),
      ...halfSentence(top, q),
    ];
  return [
    ...deadStep(top),
    `${count(funnels.length)} ${isGrouped(q) ? 'groups' : 'segments'}. Most entrants: ${label(top.name, 40)}, ${overall(top, q)}`,
    ...openSentence(top, q),
    ...extremes(funnels),
    ...gapSentence(funnels),
    ...dropSentence(top, 20).map((sentence) => `${label(top.name, 30)}: ${sentence}`),
  ];
}

/** What changes the meaning of the figures. */
export function funnelNotes(funnels: readonly Funnel[], q: FunnelQuestion): Note[] {
  const [top] = funnels;
  if (top === undefined) return [];
  return [
    ...smallNote(top),
    ...windowNotes(top, q, funnels.length === 1),
    ...unknownNote(top, q),
    ...partialNote(top, q),
    ...doubtNote(funnels),
    ...(q.mode === 'unordered'
      ? [reading('Unordered: the events may come in any order; the rows are in the order asked.')]
      : []),
    ...groupNotes(funnels, q),
  ];
}

/** The report when nobody enters. */
export function emptyFunnel(funnels: readonly Funnel[], q: FunnelQuestion, notes: readonly Note[]): Report {
  const first = label(q.events[0]?.event_type ?? '', 60);
  const nobody = funnels.some(({ entrants }) => entrants === 0);
  return {
    headline: [
      `No data: ${nobody ? `0 users did step 1 (${first}) in this range` : 'Amplitude sent no count of users'}; conversion n/a.`,
    ],
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

function overall({ entrants, finished, conversion, steps, ...times }: Funnel, q: FunnelQuestion): string {
  const people = q.user_type === 'new' ? 'new users' : 'users';
  const did = finished === null ? 'how many was not sent' : plural(finished, 'user');
  const took = [
    ...(times.median === null ? [] : [`${duration(times.median)} (median)`]),
    ...(times.average === null ? [] : [`${duration(times.average)} (average)`]),
  ].join(', ');
  const within = took === '' ? '' : `, taking ${took}`;
  return `${percent(conversion)} of ${count(entrants)} ${people} finish all ${steps.length} steps (${did})${within}.`;
}

function dropSentence({ drop, steps }: Funnel, words: number): string[] {
  if (drop === null || drop.lost === null || drop.users === 0) return [];
  const before = steps[drop.place - 2];
  const names = `${label(before?.event ?? '', words)} → ${label(drop.event, words)}`;
  const lost = `${count(drop.lost)} of ${count(before?.users)} users, ${percent(share(drop.lost, before?.users))}`;
  return [`Biggest drop: step ${drop.place - 1} → ${drop.place} (${names}), ${lost}.`];
}

/** Only days of entry whose window is over are compared, so that both halves had equally long to convert. */
function halfSentence({ days, steps }: Funnel, q: FunnelQuestion): string[] {
  const users = steps.map((step) => step.users);
  const found = halves(days.days, peoplePerEntry(days.days, users, 0));
  if (found === null) return [];
  const { earlier, later } = found;
  const [both, word] = [checked({ now: later.passed, before: earlier.passed }), period(q.interval)];
  if (both === null) return [];
  return [
    `Settled ${word}s, later ${later.days} against earlier ${earlier.days}: ${rateChange(both.now, both.before, 'entries')}.`,
  ];
}

function extremes(funnels: readonly Funnel[]): string[] {
  const fair = funnels.filter(
    ({ entrants, conversion }) =>
      (entrants ?? 0) >= enough && conversion !== null && conversion >= 0 && conversion <= 1,
  );
  const ranked = [...fair].sort((a, b) => (b.conversion ?? 0) - (a.conversion ?? 0));
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (best === undefined || worst === undefined)
    return [`None has ${enough} entrants, so best and worst are not told.`];
  if (best === worst) return [`Only ${label(best.name, 40)} has at least ${enough} entrants.`];
  const told = ({ name, conversion, entrants }: Funnel) =>
    `${label(name, 40)}: ${percent(conversion)} of ${count(entrants)}`;
  const gap = apart(passed(best), passed(worst));
  return [
    `Of the ${count(fair.length)} with at least ${enough} entrants, best ${told(best)}; worst ${told(worst)}; ${gap}.`,
  ];
}

function passed({ entrants, finished }: Funnel): Proportion {
  return { hits: finished ?? 0, of: entrants ?? 0 };
}

/** A step that nobody reaches is rather a wrong name than a loss, so it comes before what follows from it. */
function deadStep({ steps }: Funnel): string[] {
  const dead = steps.find(({ users }) => users === 0);
  if (dead === undefined) return [];
  return [
    `Nobody reaches step ${dead.place} (${label(dead.event, 40)}): check its spelling, its filters, mode and window before reading this as 0 %.`,
  ];
}

function smallNote({ entrants }: Funnel): Note[] {
  if (entrants === null || entrants >= enough) return [];
  return [reading(`Small numbers: a rate on ${plural(entrants, 'entrant')}, fewer than ${enough}, is mostly chance.`)];
}

function unknownNote({ days: { days } }: Funnel, q: FunnelQuestion): Note[] {
  const some = days.filter((day) => day.state !== 'partial' && !isKnown(day));
  if (some.length === 0) return [];
  const size = plural(some.length, period(q.interval));
  return [missing(`Without a figure of some or all steps: ${size} of entry, ${datesOf(some)}.`)];
}

function partialNote({ days: { days } }: Funnel, q: FunnelQuestion): Note[] {
  const some = days.filter(({ state }) => state === 'partial');
  if (some.length === 0) return [];
  return [partial(`Partial: ${datesOf(some)}; the ${period(q.interval)} still runs or is cut by the range.`)];
}

function datesOf(days: readonly Day[]): string {
  const named = days.slice(0, 3).map(({ at }) => label(at, 20));
  return `${named.join(', ')}${days.length > named.length ? ` and ${days.length - named.length} more` : ''}`;
}

function doubtNote(funnels: readonly Funnel[]): Note[] {
  const doubted = funnels.filter(({ doubts }) => doubts.length > 0);
  const [first] = doubted;
  const days = funnels.find(({ days }) => days.doubt !== null)?.days.doubt ?? null;
  const where =
    funnels.length > 1 && first !== undefined
      ? `${label(first.name, 30)}${doubted.length > 1 ? ` and ${doubted.length - 1} more` : ''}: `
      : '';
  return [
    ...(first === undefined
      ? []
      : [doubt(`Check: ${where}${first.doubts.join('; ')}. Figures here are computed from the counts.`)]),
    ...(days === null ? [] : [doubt(days)]),
  ];
}

function groupNotes(funnels: readonly Funnel[], q: FunnelQuestion): Note[] {
  if (!isGrouped(q))
    return funnels.length > 1 ? [reading('A user can be in several segments: never add them up.')] : [];
  const limit = q.limit ?? 100;
  return [
    ...(mostGroups(funnels, q) >= limit
      ? [
          missing(
            `Groups are cut at ${count(limit)}${limit < 1000 ? ' (raise "limit", at most 1000)' : ''}: smaller ones are missing.`,
          ),
        ]
      : []),
    reading('Never add groups up: a user can be in several. For everybody, ask without group_by.'),
  ];
}

/** The groups of the segment that has most of them: each segment has its own. */
function mostGroups(funnels: readonly Funnel[], { segments }: FunnelQuestion): number {
  if (funnels.some(({ segment }) => segment === null)) return Math.ceil(funnels.length / Math.max(1, segments.length));
  const places = [...new Set(funnels.map(({ segment }) => segment))];
  return Math.max(...places.map((place) => funnels.filter(({ segment }) => segment === place).length));
}
