import { type Note, noteOf } from '../../src/report/note.ts';
import { plural } from '../../src/report/number.ts';
import type { ReportContext } from '../../src/tool.ts';
import { isRunning } from '../../src/vendors/utc.ts';
import type { Input } from './list-activities.ts';
import type { Activity } from './list-activities-entries.ts';
import { quietStretch } from './list-activities-quiet.ts';
import type { Read } from './list-activities-read.ts';
import { type CurrencySums, isKnown } from './list-activities-sums.ts';

const doubt = noteOf('doubt');
const assumed = noteOf('assumed');
const reading = noteOf('reading');

/** What changes the meaning of the sums. */
export function notesOf(read: Read, currencies: readonly CurrencySums[], q: Input, context: ReportContext): Note[] {
  const { activities, progress } = read;
  const whole = progress.state === 'end' && q.cursor === undefined;
  return [
    ...(isRunning(q.end, context.now) ? [noteOf('partial')('Today still runs: its activities are not complete.')] : []),
    ...(whole ? quietNote(activities, q, context) : []),
    reading(
      `These are changes of MRR, not its level${currencies.length > 1 ? '; currencies are never added up' : ''}.`,
    ),
    ...(q.type === undefined ? [] : [reading(`Only ${q.type} was asked for, so there is no net movement.`)]),
    ...doubtful(activities),
    ...assumptions(read),
  ];
}

function doubtful(activities: readonly Activity[]): Note[] {
  const odd = activities.filter(({ type, movement }) => movement.sign() * (sign.get(type) ?? 0) < 0).length;
  if (odd === 0) return [];
  return [doubt(`${plural(odd, 'activity has', 'activities have')} an unusual sign for the type, summed as sent.`)];
}

const sign = new Map(Object.entries({ new_biz: 1, reactivation: 1, expansion: 1, contraction: -1, churn: -1 }));

function assumptions({ activities, repeated, zoneless }: Read): Note[] {
  const unknown = activities.some(({ type }) => !isKnown(type));
  const nameless = activities.filter(({ customerKey }) => customerKey === '').length;
  const told = (size: number, rest: string) => `${plural(size, 'activity', 'activities')} ${rest}`;
  return [
    ...(unknown ? [assumed('Types that ChartMogul does not document are told as they are.')] : []),
    ...(repeated > 0 ? [assumed(told(repeated, 'came twice (same uuid), counted once.'))] : []),
    ...(nameless > 1 ? [assumed(told(nameless, 'without a customer: they count as one customer.'))] : []),
    // "The timezone defaults to UTC unless otherwise specified", of the dates that are sent.
    ...(zoneless > 0 ? [assumed(told(zoneless, 'came without a zone, read as UTC.'))] : []),
  ];
}

function quietNote(activities: readonly Activity[], q: Input, { now }: ReportContext): Note[] {
  const found = quietStretch(activities, q, now);
  if (found === null) return [];
  const { from, to, days, usual } = found;
  const otherwise =
    usual === 0 ? 'every other day has one' : `otherwise at most ${plural(usual, 'day')} in a row have none`;
  return [
    noteOf('moved')(
      `No activity from ${from} to ${to} (${plural(days, 'day')}; ${otherwise}): nothing moved, or data is missing.`,
    ),
  ];
}
