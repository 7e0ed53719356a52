import { dayOf } from '../company/calendar.ts';
import type { DemoUser } from '../company/types.ts';
import type { Endpoint } from './endpoint.ts';
import type { Log } from './log.ts';
import { invalid } from './refusal.ts';

const mostMatches = 100;

/** Users by Amplitude id, by user or device id, by e-mail address or by the beginning of a user id. */
export const userSearch: Endpoint = {
  path: '/api/2/usersearch',
  parameters: ['user'],
  answer: ({ log, query }) => {
    const wanted = query.get('user') ?? '';
    if (wanted === '') throw invalid('Missing parameter user');
    for (const [type, matches] of matchTypes) {
      const found = log.company.users.filter((user) => matches(user, wanted));
      if (found.length > 0) return { matches: found.slice(0, mostMatches).map((user) => match(log, user)), type };
    }
    return { matches: [], type: 'nomatch' };
  },
};

const matchTypes: readonly (readonly [type: string, matches: (user: DemoUser, wanted: string) => boolean])[] = [
  ['match_amplitude_id', (user, wanted) => user.amplitudeId === wanted],
  ['match_user_or_device_id', (user, wanted) => user.userId === wanted || user.deviceId === wanted],
  ['match_user_props', (user, wanted) => user.email === wanted.toLowerCase()],
  ['match_user_id_prefix', (user, wanted) => user.userId.startsWith(wanted)],
];

function match(log: Log, user: DemoUser) {
  const last = log.histories.get(user)?.at(-1)?.time ?? user.firstSeen;
  return {
    user_id: user.userId,
    amplitude_id: BigInt(user.amplitudeId),
    last_device_id: user.deviceId,
    platform: user.platform,
    country: user.country,
    last_seen: dayOf(last, log.company.zone),
  };
}
