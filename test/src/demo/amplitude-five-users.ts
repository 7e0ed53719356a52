import type { Company, DemoEvent, DemoUser, Platform, PropertyValue } from '../../../src/demo/company/types.ts';

/** Friday, in the third week of the five users' lives. */
const now = Date.parse('2026-03-20T12:00:00Z');

/** Five people whose every event is written down here, so that each answer can be worked out by hand. */
export function fiveUsers(zone = 'UTC'): Company {
  const ann = user('ann', 'iOS', 'Germany', { plan: 'plus' });
  const bob = user('bob', 'Android', 'United States', { plan: 'free' });
  const cid = user('cid', 'Android', 'Germany', { plan: 'free' });
  const dee = user('dee', 'Web', 'United States', {});
  const eve = user('eve', 'iOS', 'United States', { plan: 'free' });
  const events = [
    on(ann, '03-02 10:00', 'view', { size: 1 }),
    on(ann, '03-02 10:05', 'cart'),
    on(ann, '03-02 10:10', 'buy', { $revenue: 20, kind: 'lamp' }),
    on(ann, '03-03 09:00', 'view', { size: 9 }),
    on(bob, '03-02 11:00', 'view', { size: 10 }),
    on(bob, '03-02 11:01', 'help'),
    on(bob, '03-02 11:02', 'cart'),
    on(bob, '03-05 11:03', 'buy', { $revenue: 50, kind: 'rug' }),
    on(cid, '03-03 08:00', 'cart'),
    on(cid, '03-03 08:10', 'view'),
    on(cid, '03-03 08:20', 'buy', { $revenue: 5, kind: 'lamp' }),
    on(dee, '03-04 12:00', 'view'),
    on(dee, '03-04 12:30', 'view'),
    on(dee, '03-04 12:31', 'cart'),
    on(dee, '03-04 12:32', 'buy', { $revenue: 10, kind: 'rug' }),
    on(eve, '03-09 07:00', 'view'),
    on(eve, '03-12 07:00', 'notification_received', {}),
    on(eve, '03-16 07:00', 'view'),
  ].sort((a, b) => a.time - b.time);
  return { today: '2026-03-20', now, zone, users: [ann, bob, cid, dee, eve].map((one) => seen(one, events)), events };
}

function seen(one: DemoUser, events: readonly DemoEvent[]): DemoUser {
  one.firstSeen = events.find((event) => event.user === one)?.time ?? 0;
  return one;
}

/** A session a day; the first letter of the name makes the id. */
function on(one: DemoUser, time: string, type: string, properties: Record<string, PropertyValue> = {}): DemoEvent {
  const at = Date.parse(`2026-${time.replace(' ', 'T')}:00Z`);
  const session = type === 'notification_received' ? -1 : startOfSession(one, time.slice(0, 5), at);
  return { time: at, user: one, type, session, version: time < '03-04' ? '1.9.0' : '1.10.0', properties };
}

const sessions = new Map<string, number>();

function startOfSession(one: DemoUser, day: string, at: number): number {
  const key = `${one.userId} ${day}`;
  const start = Math.min(sessions.get(key) ?? at, at);
  sessions.set(key, start);
  return start;
}

function user(name: string, platform: Platform, country: string, properties: Record<string, string>): DemoUser {
  return {
    amplitudeId: name === 'eve' ? '9007199254740995001' : `30000000000${'abcde'.indexOf(name.charAt(0))}`,
    userId: name,
    deviceId: `device-of-${name}`,
    name,
    email: `${name}@example.com`,
    country,
    countryCode: country === 'Germany' ? 'DE' : 'US',
    region: '',
    city: name === 'ann' ? 'Berlin' : '',
    dma: '',
    language: 'English',
    platform,
    os: 'os 1',
    device: 'device',
    deviceType: 'device 1',
    carrier: '',
    latitude: 1,
    longitude: 2,
    firstSeen: 0,
    startVersion: '1.9.0',
    properties,
  };
}
