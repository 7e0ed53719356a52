import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import type { Report } from '../../src/tool.ts';
import type { Input, User } from './user-activity.ts';
import type { Activity } from './user-activity-tables.ts';

const doubt = noteOf('doubt');
const assumed = noteOf('assumed');
const reading = noteOf('reading');

/** What changes the meaning of the figures. */
export function activityNotes(user: User, events: readonly Activity[], q: Input): Note[] {
  const { canonical_amplitude_id: canonical } = user;
  const merged = canonical !== null && /^[1-9]\d*$/.test(canonical) && canonical !== q.amplitude_id;
  return [
    ...(merged
      ? [assumed(`This ID was merged into Amplitude ID ${label(canonical, 24)}, whose figures these are.`)]
      : []),
    // "Note that more events may be returned so that there are no partial sessions."
    ...(events.length > q.limit
      ? [reading('Amplitude returned more events than asked, so that no session is cut.')]
      : []),
    assumed('Times are as Amplitude sends them, without a time zone.'),
  ];
}

/** The report when the ID is unknown. */
export function noSuchUser({ amplitude_id }: Input): Report {
  return {
    headline: [`No such user: Amplitude knows nobody with the Amplitude ID ${amplitude_id} in this project.`],
    tables: [],
    notes: [
      doubt('Amplitude answers an unknown ID with zeros; they say nothing about anybody.'),
      doubt(
        'Check the ID with amplitude_search_users (by user ID or device ID), and that it is of this project and region.',
      ),
    ],
    empty: true,
  };
}
