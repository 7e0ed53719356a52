import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, plural } from '../../src/report/number.ts';
import type { Cell, Report, ReportContext, Table } from '../../src/tool.ts';
import { userPool } from '../../src/vendors/amplitude/limits.ts';
import { amplitudeId, isAmplitudeId, personal, word, wordOf } from '../../src/vendors/amplitude/user.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { quickSchema } from '../../src/vendors/quick-schema.ts';
import { isRecord } from '../../src/vendors/usual.ts';

const doubt = noteOf('doubt');

const input = z.strictObject({
  query: z.string().trim().min(1).max(1024).describe('Amplitude ID, device ID, user ID, or the start of a user ID'),
});

/** What is told of a user; whatever is no word is unknown. */
interface Match {
  amplitudeId: string;
  userId: string | null;
  lastDeviceId: string | null;
  platform: string | null;
  country: string | null;
  lastSeen: string | null;
}

const matches = quickSchema(
  (sent) => (Array.isArray(sent) && sent.every(isMatch) ? sent.map(matchOf) : undefined),
  z.array(z.looseObject({ amplitude_id: amplitudeId }).transform(matchOf)),
);

const response = z.looseObject({ matches, type: word });

/** GET /api/2/usersearch: which users have this id. */
export const searchUsers = defineTool({
  name: 'amplitude_search_users',
  title: 'Search users',
  description:
    'Finds users by Amplitude ID, device ID, user ID or the start of a user ID, and tells the Amplitude ID that ' +
    'amplitude_user_activity needs. 360 user searches and activity calls an hour.',
  vendor: amplitude,
  endpoint: '/api/2/usersearch',
  input,
  // "For all endpoints not listed here, the cost is 1."
  cost: () => 1,
  pool: userPool,
  personal: () => true,
  // "user: Required. Amplitude ID, Device ID, User ID, or User ID prefix."
  request: ({ query }) => ({ path: '/api/2/usersearch', query: [['user', query]] }),
  response,
  report: ([answer], _, context) => (answer.matches.length === 0 ? nobody : tell(answer, context)),
});

interface SentMatch {
  amplitude_id: string | number;
  [name: string]: unknown;
}

function isMatch(sent: unknown): sent is SentMatch {
  return isRecord(sent) && isAmplitudeId(sent.amplitude_id);
}

function matchOf(sent: SentMatch): Match {
  return {
    amplitudeId: String(sent.amplitude_id),
    userId: wordOf(sent.user_id),
    lastDeviceId: wordOf(sent.last_device_id),
    platform: wordOf(sent.platform),
    country: wordOf(sent.country),
    lastSeen: wordOf(sent.last_seen),
  };
}

function tell({ matches, type }: z.output<typeof response>, context: ReportContext): Report {
  const [first] = matches;
  const only = matches.length === 1 ? first : undefined;
  const isRound = matches.length % round === 0;
  const verb = isRound ? 'users returned' : 'users match';
  const found = `${plural(matches.length, 'user matches', verb)}, ${matchWords(type)}.`;
  return {
    headline: [found, only === undefined ? severalNext : oneNext(only, context)],
    tables: [matchTable(matches, context)],
    notes: isRound ? [roundNote(matches.length)] : [],
  };
}

/** The page tells of no limit; where there is one, it is round. */
const round = 100;

function roundNote(length: number): Note {
  return doubt(
    `${count(length)} is a round count, which may be where Amplitude stops; it documents no limit. If a user is missing, search for more of the user ID.`,
  );
}

function oneNext({ amplitudeId, lastSeen, platform, country }: Match, context: ReportContext): string {
  const show = personal(context);
  const parts = [
    lastSeen === null ? null : `last seen ${lastSeen}`,
    show('platform', platform),
    show('country', country),
  ];
  const about = parts.flatMap((part) => (part === null ? [] : [label(part, 40)])).join(', ');
  const named = `Amplitude ID ${label(amplitudeId, 24)}${about === '' ? '' : ` (${about})`}`;
  return `${named}; for this user's figures call amplitude_user_activity with this "amplitude_id".`;
}

const severalNext = 'For the figures of one of them call amplitude_user_activity with its "amplitude_id".';

/** The types are open-ended: the ones of the page in words, others as they are. */
function matchWords(type: string | null): string {
  if (type === null) return 'by an unnamed kind of match';
  const known: Record<string, string> = {
    match_amplitude_id: 'by Amplitude ID',
    match_user_or_device_id: 'by user ID or device ID',
    match_user_props: 'by a user property',
    match_user_id_prefix: 'by the start of the user ID',
  };
  const named = label(type, 40);
  return Object.hasOwn(known, type) ? `${known[type]} (${named})` : `match type ${named}`;
}

function matchTable(matches: readonly Match[], context: ReportContext): Table {
  const show = personal(context);
  return {
    name: 'matches',
    title: "in Amplitude's order; last_seen as sent",
    columns: [
      { name: 'amplitude_id', type: 'label' },
      { name: 'user_id', type: 'label' },
      { name: 'last_seen', type: 'label' },
      { name: 'platform', type: 'label' },
      { name: 'country', type: 'label' },
      { name: 'last_device_id', type: 'label' },
    ],
    rows: matches.map((one): Cell[] => [
      one.amplitudeId,
      show('user_id', one.userId),
      one.lastSeen,
      show('platform', one.platform),
      show('country', one.country),
      show('device_id', one.lastDeviceId),
    ]),
    show: 10,
  };
}

const nobody: Report = {
  headline: ['No user matches.'],
  tables: [],
  notes: [
    doubt(
      'Only a whole Amplitude ID, a whole device ID, a whole user ID or the start of a user ID matches, with the same capitals; a name or an e-mail address does only where the project uses it as user ID.',
    ),
    doubt('Otherwise the user was never seen in this project, or is in another project or region.'),
  ],
  empty: true,
};
