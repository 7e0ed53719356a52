import { dayOf } from '../company/calendar.ts';
import type { DemoEvent, DemoUser } from '../company/types.ts';
import type { Endpoint } from './endpoint.ts';
import { type Log, revenueOf } from './log.ts';
import { invalid } from './refusal.ts';

/** One user's summary and events. An unknown id is no error: the figures are zero. */
export const userActivity: Endpoint = {
  path: '/api/2/useractivity',
  parameters: ['user', 'offset', 'limit', 'direction'],
  answer: ({ log, query }) => {
    const id = query.get('user') ?? '';
    if (!/^\d+$/.test(id)) throw invalid('Invalid Amplitude ID: the parameter user must be numeric');
    const user = log.company.users.find(({ amplitudeId }) => amplitudeId === id);
    const history = (user && log.histories.get(user)) ?? [];
    const events = page(history, query);
    return { userData: user ? summary(log, user, history) : nobody(id), events: events.map(eventJson) };
  },
};

/** "Limits are indexed from 0"; "more events may be returned so that there are no partial sessions". */
function page(history: readonly DemoEvent[], query: URLSearchParams): readonly DemoEvent[] {
  const direction = query.get('direction') ?? 'latest';
  if (direction !== 'latest' && direction !== 'earliest') throw invalid(`Invalid direction ${direction}`);
  const ordered = direction === 'latest' ? history.toReversed() : history;
  const offset = wholeNumber(query, 'offset', 0);
  const limit = wholeNumber(query, 'limit', 1000);
  if (limit > 1000) throw invalid(`Invalid limit ${limit}: up to 1000`);
  let end = Math.min(ordered.length, offset + limit + 1);
  const session = ordered[end - 1]?.session ?? -1;
  while (session >= 0 && ordered[end]?.session === session) end += 1;
  return ordered.slice(offset, end);
}

function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const given = query.get(name) ?? String(otherwise);
  if (!/^\d+$/.test(given)) throw invalid(`Invalid ${name} ${given}`);
  return Number(given);
}

function summary(log: Log, user: DemoUser, history: readonly DemoEvent[]) {
  const { zone } = log.company;
  const revenues = history.flatMap((event) => revenueOf(event) ?? []);
  const sessions = log.sessions.filter((session) => session.user === user);
  return {
    ...identity(user),
    num_events: history.length,
    num_sessions: sessions.length,
    usage_time: sessions.reduce((sum, { length }) => sum + length, 0),
    first_used: dayOf(user.firstSeen, zone),
    last_used: dayOf(history.at(-1)?.time ?? user.firstSeen, zone),
    purchases: revenues.length,
    revenue: Math.round(revenues.reduce((sum, revenue) => sum + revenue, 0) * 100) / 100,
    version: history.at(-1)?.version ?? '',
    last_location: { lat: String(user.latitude), lng: String(user.longitude) },
    properties: { ...user.properties, name: user.name, email: user.email },
  };
}

function identity(user: DemoUser) {
  const { platform, os, device, carrier, country, region, city, dma, language } = user;
  return {
    user_id: user.userId,
    canonical_amplitude_id: BigInt(user.amplitudeId),
    merged_amplitude_ids: [],
    ...{ platform, os, device, carrier, country, region, city, dma, language },
    device_type: user.deviceType,
    start_version: user.startVersion,
    device_ids: [user.deviceId],
  };
}

function nobody(id: string) {
  return {
    user_id: null,
    canonical_amplitude_id: BigInt(id),
    merged_amplitude_ids: [],
    num_events: 0,
    num_sessions: 0,
    usage_time: 0,
    first_used: '',
    last_used: '',
    purchases: 0,
    revenue: 0,
    ...{ platform: '', os: '', version: '', device: '', device_type: '', carrier: '', country: '', region: '' },
    ...{ city: '', dma: '', language: '', start_version: '' },
    device_ids: [],
    last_location: null,
    properties: {},
  };
}

/** Times are in UTC and do not say so. */
function eventJson(event: DemoEvent, index: number) {
  const { user } = event;
  const time = `${new Date(event.time).toISOString().replace('T', ' ').slice(0, 23)}000`;
  return {
    event_id: index + 1,
    event_type: event.type,
    event_time: time,
    client_event_time: time,
    session_id: event.session,
    amplitude_id: BigInt(user.amplitudeId),
    user_id: user.userId,
    device_id: user.deviceId,
    platform: user.platform,
    os_name: user.os.split(' ')[0] ?? '',
    device_type: user.deviceType,
    country: user.country,
    region: user.region,
    city: user.city,
    language: user.language,
    version_name: event.version,
    location_lat: String(user.latitude),
    location_lng: String(user.longitude),
    event_properties: event.properties,
    user_properties: user.properties,
  };
}
