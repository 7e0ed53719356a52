import type { CivilDate } from '../../report/calendar.ts';
import { type Note, noteOf } from '../../report/note.ts';
import { remembered } from '../../report/remembered.ts';

const partial = noteOf('partial');

/** Where the project's clock stood when figures were computed. */
export interface AsOf {
  today: CivilDate;
  /** YYYY-MM-DDTHH:MM. */
  localTime: string;
}

interface Clock extends AsOf {
  now: Date;
  zone: string;
}

/** The note on a range whose end was not over when the figures were computed; none where it was. */
export function openEndNotes({ end }: { end: CivilDate }, { today }: AsOf): Note[] {
  if (end < today) return [];
  const open = end === today ? `${end}, the last day,` : `the range runs to ${end}, and ${today}`;
  return [partial(`Partial: ${open} was not over when this was computed.`)];
}

const longestCache = 31 * 86_400_000;

/**
 * When the answer was computed: now, or earlier where Amplitude answered from its own cache. What was still open then
 * is not final in this answer, even if it is over by now.
 */
export function asOf({ timeComputed }: { timeComputed?: unknown }, { now, zone, today, localTime }: Clock): AsOf {
  const age = now.getTime() - Number(timeComputed ?? Number.NaN);
  if (!(age > 60_000 && age < longestCache)) return { today, localTime };
  const [date = today, time = '00:00'] = formatOf(zone)
    .format(new Date(now.getTime() - age))
    .split(' ');
  return { today: date, localTime: `${date}T${time}` };
}

// As dear to make as a small answer is to tell.
const formatOf = remembered(
  (timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
);
