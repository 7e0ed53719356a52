import { localClock } from '../input/dates.ts';
import { addDays } from '../report/calendar.ts';
import { type Note, noteOf } from '../report/note.ts';
import type { StoredResult } from '../results.ts';
import type { Tool } from '../tool.ts';
import type { Connection } from '../vendor.ts';

type Dated = Pick<StoredResult, 'input' | 'zone' | 'fetchedAt'>;

/**
 * That nobody said where a day ends, where it matters: in an answer that reaches into yesterday, today's zone decides what is
 * over. Of older ranges the closing line says it.
 */
export function zoneNotes({ input, zone, fetchedAt }: Dated, { vendor }: Tool, connection: Connection): Note[] {
  const { today } = localClock(new Date(fetchedAt), zone);
  const recent = typeof input.end === 'string' && input.end.slice(0, 10) >= addDays(today, -1);
  if (!connection.zoneAssumed || !recent) return [];
  const setting = vendor.settings.find(({ name }) => name.endsWith('_TIMEZONE'))?.name ?? 'the time zone';
  return [
    assumed(`Days are taken to end at midnight ${zone}, which is assumed: set ${setting} to be sure what is over.`),
  ];
}

const assumed = noteOf('assumed');
