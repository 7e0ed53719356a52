import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { label } from '../../src/report/label.ts';
import { count, duration, money, plural } from '../../src/report/number.ts';
import type { Cell, Report, ReportContext, Table } from '../../src/tool.ts';
import { userPool } from '../../src/vendors/amplitude/limits.ts';
import { amount, digits, personal, word } from '../../src/vendors/amplitude/user.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { activitiesOf, events, timeOrNull } from './user-activity-events.ts';
import { activityNotes, noSuchUser } from './user-activity-notes.ts';
import { flatProperties, propertiesOf, propertyWords } from './user-activity-properties.ts';
import {
  type Activity,
  clientTable,
  countTypes,
  eventTable,
  type TypeCount,
  typeTable,
} from './user-activity-tables.ts';

const input = z.strictObject({
  amplitude_id: z
    .string()
    .trim()
    .regex(
      /^\d{1,20}$/,
      'must be the numeric Amplitude ID; amplitude_search_users finds it from a user ID or device ID',
    )
    .describe('Numeric Amplitude ID'),
  offset: z.number().int().min(0).default(0).describe('Events to skip, from the most recent'),
  limit: z.number().int().min(1).max(1000).default(1000).describe('Events to read'),
  direction: z.enum(['latest', 'earliest']).default('latest').describe('Which events'),
});
export type Input = z.output<typeof input>;

const response = z.looseObject({
  userData: z.looseObject({
    user_id: word,
    canonical_amplitude_id: word,
    num_events: amount,
    num_sessions: amount,
    usage_time: amount,
    first_used: word,
    last_used: word,
    purchases: amount,
    revenue: z.union([z.number(), digits]).nullish(),
    platform: word,
    os: word,
    version: word,
    start_version: word,
    device: word,
    device_type: word,
    country: word,
    region: word,
    city: word,
    language: word,
    device_ids: z.array(word).nullish().catch(null),
    properties: z.unknown().optional().transform(propertiesOf),
  }),
  events,
});
export type User = z.output<typeof response>['userData'];

/** GET /api/2/useractivity: one user's totals, and their latest or earliest events. */
export const userActivity = defineTool({
  name: 'amplitude_user_activity',
  title: 'Activity of one user',
  description:
    "One user's totals, properties and latest (or earliest) events, by Amplitude ID; amplitude_search_users finds the ID. " +
    '360 user searches and activity calls an hour.',
  vendor: amplitude,
  endpoint: '/api/2/useractivity',
  input,
  // "For all endpoints not listed here, the cost is 1."
  cost: () => 1,
  pool: userPool,
  personal: () => true,
  request: (q) => ({
    path: '/api/2/useractivity',
    query: [
      ['user', q.amplitude_id],
      ['offset', String(q.offset)],
      // "Limits are indexed from 0, so notice that the request has a limit of 1 to return the two most recent events."
      ['limit', String(q.limit - 1)],
      ['direction', q.direction],
    ],
  }),
  response,
  report: ([{ userData, events }], q, context) =>
    isNobody(userData, events.length)
      ? noSuchUser(q)
      : tell(userData, activitiesOf(events, q.direction, context.masks), q, context),
});

/** "No such user" is HTTP 200 with zeros and no events; it may echo the ID, and say "None" for a date. */
function isNobody(user: User, events: number): boolean {
  const seen = timeOrNull(user.first_used) ?? timeOrNull(user.last_used);
  const devices = user.device_ids?.filter((id) => id !== null).length ?? 0;
  const known = devices + Object.keys(user.properties).length;
  return events === 0 && (user.num_events ?? 0) === 0 && seen === null && known === 0;
}

function tell(user: User, events: readonly Activity[], q: Input, context: ReportContext): Report {
  const types = countTypes(events);
  const order = q.direction === 'latest' ? 'newest first' : 'oldest first';
  const about = aboutTable(user, q, context);
  return {
    headline: [totals(user, q, context), returned(events, types, user, q), client(user, context)],
    tables: [
      ...(events.length === 0 ? [] : [eventTable(events, order), typeTable(types), clientTable(events)]),
      propertyTable(user, context),
      about,
    ].filter(({ rows }) => rows.length > 0),
    notes: activityNotes(user, events, q),
  };
}

function totals(user: User, q: Input, context: ReportContext): string {
  const id = label(personal(context)('user_id', user.user_id) ?? 'not set', 40);
  const time = user.usage_time === null ? 'time in the app n/a' : `${duration(user.usage_time / 1000)} in the app`;
  const figures = `${some(user.num_events, 'event')}, ${some(user.num_sessions, 'session')}, ${time}`;
  const bought = `${some(user.purchases, 'purchase')}, revenue ${money(user.revenue)} (currency not stated)`;
  return `User ${q.amplitude_id} (user ID ${id}), ever: ${figures}, ${bought}; first seen ${when(user.first_used)}, last seen ${when(user.last_used)}.`;
}

function some(value: number | null, noun: string): string {
  return value === null ? `n/a ${noun}s` : plural(value, noun);
}

function client(user: User, context: ReportContext): string {
  const show = personal(context);
  const part = (key: keyof User & string, value: string | null) => label(show(key, value) ?? '', 24);
  const version = part('version', user.version);
  const start = part('start_version', user.start_version);
  const parts = [
    part('platform', user.platform),
    part('os', user.os),
    part('device_type', user.device_type ?? user.device),
    version === '' ? '' : `version ${version}${start === '' ? '' : ` (first ${start})`}`,
    part('city', user.city),
    part('region', user.region),
    part('country', user.country),
    part('language', user.language),
  ].filter((text) => text !== '');
  return parts.length === 0 ? 'Platform, device and country unknown.' : `Last known: ${parts.join(', ')}.`;
}

function returned(events: readonly Activity[], types: readonly TypeCount[], user: User, q: Input): string {
  const [first] = events;
  if (first === undefined) return `No events returned from offset ${count(q.offset)} on.`;
  const last = events.findLast(({ time }) => time !== null) ?? first;
  const top = types.slice(0, 5).map(({ type, events: number }) => `${label(type, 24)} ${count(number)}`);
  const more = types.length > 5 ? ` and ${types.length - 5} more types` : '';
  const [older, newer] = q.direction === 'latest' ? [last, first] : [first, last];
  return `${count(events.length)} of ${count(user.num_events)} events returned (${when(older.time)} to ${when(newer.time)}): ${top.join(', ')}${more}.`;
}

/** A time as sent, to the second. */
function when(time: string | null): string {
  return timeOrNull(time)?.slice(0, 19) ?? 'n/a';
}

function propertyTable(user: User, context: ReportContext): Table {
  return {
    name: 'user_properties',
    title: 'as set by the app',
    columns: pairColumns('property'),
    rows: flatProperties(user.properties, propertyWords(context.masks)),
    show: 5,
  };
}

/** Everything else that Amplitude tells about the user, also what has no name here. */
function aboutTable(user: User, q: Input, context: ReportContext): Table {
  const { properties: _, canonical_amplitude_id, usage_time, ...others } = user;
  const rows: Cell[][] = [
    ['amplitude_id', q.amplitude_id],
    ['canonical_amplitude_id', canonical_amplitude_id ?? null],
    ['usage_time', usage_time === null ? null : duration(usage_time / 1000)],
    ...flatProperties(others, propertyWords(context.masks)),
  ];
  return { name: 'user', title: 'all that Amplitude tells', columns: pairColumns('field'), rows, show: 0 };
}

function pairColumns(name: string): Table['columns'] {
  return [
    { name, type: 'label' },
    { name: 'value', type: 'label' },
  ];
}
