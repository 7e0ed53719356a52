import type { Company, DemoEvent, DemoUser, Platform } from '../../../src/demo/company/types.ts';

const day = 86_400_000;
export const smallNow = Date.UTC(2025, 5, 18, 15, 42, 7);

/** A few hundred users over six months, one in five of whom subscribed in the app: enough to test subscriptions with. */
export function smallCompany(options: { zone?: string; now?: number; size?: number } = {}): Company {
  const { zone = 'UTC', now = smallNow, size = 400 } = options;
  const users = Array.from({ length: size }, (_, index) =>
    user(index, now - Math.floor((183 * day * (size - index)) / (size + 1))),
  );
  const events = users.filter((_, index) => index % 5 === 0).map((one, index) => subscribe(one, index));
  return {
    today: new Date(now).toISOString().slice(0, 10),
    now,
    zone,
    users,
    events: events.filter(({ time }) => time <= now).sort((a, b) => a.time - b.time),
  };
}

function subscribe(user: DemoUser, index: number): DemoEvent {
  const [period, $revenue] = index % 3 === 0 ? ['yearly', 59] : ['monthly', 6.99];
  const time = user.firstSeen + 5 * day + index;
  return {
    time,
    user,
    type: 'subscribe',
    session: time,
    version: '1.0',
    properties: { plan: 'plus', period, $revenue },
  };
}

function user(index: number, firstSeen: number): DemoUser {
  const platforms: Platform[] = ['iOS', 'Android', 'Web'];
  const [country, countryCode] = index % 4 === 0 ? ['Germany', 'DE'] : ['United States', 'US'];
  return {
    amplitudeId: String(300_000_000_000 + index),
    userId: `u-${index}`,
    deviceId: `d-${index}`,
    name: `Name ${index}`,
    email: `name${index}@example.com`,
    country,
    countryCode,
    region: '',
    city: '',
    dma: '',
    language: 'English',
    platform: platforms[index % 3] ?? 'iOS',
    os: index % 2 === 0 ? 'ios 18.1' : 'android 15',
    device: index % 2 === 0 ? 'Apple iPhone' : 'Google Pixel',
    deviceType: '',
    carrier: '',
    latitude: 0,
    longitude: 0,
    firstSeen,
    startVersion: '1.0',
    properties: {},
  };
}
