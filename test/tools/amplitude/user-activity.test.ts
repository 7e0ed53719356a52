import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { userActivity } from '../../../tools/amplitude/user-activity.ts';
import { bind, printed, report, requestLine, table, text } from '../../support/ask.ts';

const userData = {
  user_id: 'myusername',
  canonical_amplitude_id: 12345,
  merged_amplitude_ids: [11111, 22222],
  num_events: 142,
  num_sessions: 23,
  usage_time: 2570259,
  first_used: '2015-03-14',
  last_used: '2015-04-22',
  purchases: 2,
  revenue: 9.98,
  platform: 'iOS',
  os: 'ios 8.2',
  version: '3.4.9',
  device: 'Apple iPhone',
  device_type: 'Apple iPhone 6',
  carrier: 'AT&T',
  country: 'United States',
  region: 'California',
  city: 'San Francisco',
  dma: 'San Francisco-Oakland-San Jose, CA',
  language: 'English',
  start_version: '1.2.3',
  device_ids: ['some-device', 'some-other-device'],
  last_location: { lat: 37.133, lng: -122.241 },
  properties: { gender: 'female' },
};
const events = [
  { event_type: 'Open', event_time: '2015-04-21 09:00:00.123000', event_properties: {}, session_id: -1 },
  {
    event_type: 'Play Song',
    event_time: '2015-04-22 10:00:01.000000',
    event_properties: { title: 'Hello', email: 'jane@x.io', tags: ['a', 'b'], at: { lat: 1.5, lng: 2.5 }, note: '' },
    session_id: 1429696800000,
    platform: 'iOS',
    version_name: '3.4.9',
    country: 'United States',
  },
  { event_type: 'Play Song', event_time: '2015-04-22 10:00:00.000000', event_properties: null },
];
const ask = (body: unknown, args = {}, options = {}) =>
  report(userActivity, { amplitude_id: '12345', ...args }, [body], options);

describe('the request', () => {
  it('sends a limit that is counted from 0', () => {
    const call = bind(userActivity, {
      amplitude_id: '12345678901234567890',
      limit: 2,
      offset: 10,
      direction: 'earliest',
    });
    expect(requestLine(call)).toBe(
      '/api/2/useractivity?user=12345678901234567890&offset=10&limit=1&direction=earliest',
    );
    expect(call.price).toEqual({ cost: 1, pool: 'user' });
  });

  it('asks for the latest 1,000 by default, and takes a number as text', () => {
    expect(requestLine(bind(userActivity, { amplitude_id: 247246881751 }))).toBe(
      '/api/2/useractivity?user=247246881751&offset=0&limit=999&direction=latest',
    );
  });

  it('refuses what is no Amplitude ID, and names the search', () => {
    for (const amplitude_id of ['myusername', '12 34', '', '-5'])
      expect(() => bind(userActivity, { amplitude_id })).toThrow(/amplitude_search_users/);
    expect(() => bind(userActivity, { amplitude_id: Number('123456789012345678') })).toThrow(
      /put it in quotes: as a number it has lost digits/,
    );
    expect(() => bind(userActivity, { amplitude_id: '1', limit: 1001 })).toThrow(/"limit" must be at most 1000/);
    expect(() => bind(userActivity, { amplitude_id: '1', offset: -1 })).toThrow(/"offset" must be at least 0/);
    expect(() => bind(userActivity, { amplitude_id: '1', direction: 'up' })).toThrow(/"latest", "earliest"/);
  });
});

describe('the report', () => {
  it("tells the page's sample with units and without personal data", () => {
    const said = text(ask({ userData, events }));
    expect(said).toContain(
      'User 12345 (user ID (user #1)), ever: 142 events, 23 sessions, 42.8 min = 2,570 s in the app, 2 purchases, revenue 9.98 (currency not stated); first seen 2015-03-14, last seen 2015-04-22.',
    );
    expect(said).toContain(
      'Last known: iOS, ios 8.2, Apple iPhone 6, version 3.4.9 (first 1.2.3), San Francisco, California, United States, English.',
    );
    expect(said).toContain(
      '3 of 142 events returned (2015-04-21 09:00:00 to 2015-04-22 10:00:01): Play Song 2, Open 1.',
    );
    expect(said).toContain('Times are as Amplitude sends them, without a time zone.');
    for (const secret of ['myusername', 'some-device', '37.133', '122.241', '11111', 'jane'])
      expect(said).not.toContain(secret);
  });

  it('keeps everything in its tables', () => {
    const said = ask({ userData, events });
    expect(printed(table(said, 'event_types'))).toEqual([
      {
        event_type: 'Play Song',
        events: '2',
        share: '66.7 %',
        first: '2015-04-22 10:00:00',
        last: '2015-04-22 10:00:01',
      },
      { event_type: 'Open', events: '1', share: '33.3 %', first: '2015-04-21 09:00:00', last: '2015-04-21 09:00:00' },
    ]);
    expect(table(said, 'events').rows.map(([time]) => time)).toEqual([
      '2015-04-22 10:00:01',
      '2015-04-22 10:00:00',
      '2015-04-21 09:00:00',
    ]);
    expect(table(said, 'events').rows[0]?.[2]).toBe(
      'title: Hello, email: (e-mail #1), tags: a, b, at.lat: (place #1), at.lng: (place #2)',
    );
    expect(table(said, 'event_clients').rows[2]?.[2]).toBe('none');
    expect(table(said, 'user_properties').rows).toEqual([['gender', 'female']]);
    const about = Object.fromEntries(table(said, 'user').rows);
    expect(about).toMatchObject({
      canonical_amplitude_id: '12345',
      usage_time: '42.8 min = 2,570 s',
      carrier: 'AT&T',
      device_ids: '(device #1), (device #2)',
      'last_location.lat': '(place #3)',
      dma: 'San Francisco-Oakland-San Jose, CA',
    });
  });

  it('shows personal data when the owner allows it', () => {
    const said = ask({ userData, events }, {}, { showPersonalData: true });
    expect(said.headline[0]).toContain('user ID myusername');
    expect(JSON.stringify(said.tables)).toContain('some-other-device');
    expect(JSON.stringify(said.tables)).toContain('37.133');
    expect(said.notes.join()).not.toMatch(/masked/);
  });

  it('reads figures in quotes, and "" as unknown', () => {
    const odd = {
      ...userData,
      revenue: '0.30',
      purchases: '3',
      platform: '',
      city: '',
      first_used: '',
      last_location: null,
    };
    const said = ask({ userData: odd, events: [] });
    expect(said.headline[0]).toContain('3 purchases, revenue 0.30 (currency not stated)');
    expect(said.headline[0]).toContain('first seen n/a, last seen 2015-04-22');
    expect(said.headline[2]).toContain('Last known: ios 8.2, Apple iPhone 6');
    expect(said.headline[1]).toBe('No events returned from offset 0 on.');
    expect(said.empty).toBeUndefined();
  });

  it('says no such user where all is zero', () => {
    const zeros = {
      num_sessions: 0,
      purchases: 0,
      revenue: 0,
      merged_amplitude_ids: [],
      num_events: 0,
      canonical_amplitude_id: 12345,
      user_id: null,
      last_location: null,
      usage_time: 0,
      last_device_id: null,
      device_ids: [],
    };
    const said = ask({ userData: zeros, events: [] });
    expect(said.empty).toBe(true);
    expect(said.headline).toEqual([
      'No such user: Amplitude knows nobody with the Amplitude ID 12345 in this project.',
    ]);
    expect(text(said)).not.toContain('0 events');
  });

  it.each([{ user_id: '12345' }, { user_id: '12345', first_used: 'None', last_used: '' }, { device_ids: [''] }])(
    'says no such user where the answer only echoes the ID: %j',
    (echo) => {
      const said = ask({ userData: { num_events: 0, num_sessions: 0, properties: {}, ...echo }, events: [] });
      expect(said.headline[0]).toMatch(/^No such user/);
    },
  );

  it('knows a user without events who was seen, or has a device or a property', () => {
    for (const trace of [{ first_used: '2026-08-01' }, { device_ids: ['d'] }, { properties: { plan: 'gold' } }])
      expect(ask({ userData: { num_events: 0, ...trace }, events: [] }).empty).toBeUndefined();
  });

  it('keeps the figures where a key beside them is odd', () => {
    const odd = {
      ...userData,
      revenue: '1e-2',
      canonical_amplitude_id: '',
      device_ids: '',
      properties: 'a, b',
      os: {},
    };
    const said = ask({ userData: odd, events: [{ event_time: '2015-04-22 10:00:01', event_properties: [] }] });
    expect(said.headline[0]).toContain('142 events, 23 sessions');
    expect(said.headline[0]).toContain('revenue 0.01 (currency not stated)');
    expect(said.headline[1]).toContain('(no type) 1');
    expect(table(said, 'user_properties').rows).toEqual([['(as sent)', 'a, b']]);
    expect(said.notes.join()).not.toContain('merged');
  });

  it('says when an ID was merged into another, and when more came than asked', () => {
    const said = ask({ userData: { ...userData, canonical_amplitude_id: '99999999999999999' }, events }, { limit: 2 });
    expect(said.notes).toContain('This ID was merged into Amplitude ID 99999999999999999, whose figures these are.');
    expect(said.notes).toContain('Amplitude returned more events than asked, so that no session is cut.');
  });

  it('orders the earliest events oldest first, and those without a time last', () => {
    const some = [
      { event_type: 'X', event_time: null },
      ...events,
      { event_type: null, event_time: '2015-04-20 00:00:00' },
    ];
    const said = ask({ userData, events: some }, { direction: 'earliest' });
    expect(table(said, 'events').rows.map(([time, type]) => [time, type])).toEqual([
      ['2015-04-20 00:00:00', '(no type)'],
      ['2015-04-21 09:00:00', 'Open'],
      ['2015-04-22 10:00:00', 'Play Song'],
      ['2015-04-22 10:00:01', 'Play Song'],
      [null, 'X'],
    ]);
    expect(said.headline[1]).toContain('2015-04-20 00:00:00 to 2015-04-22 10:00:01');
  });

  it('masks coordinates that are a list, and leaves other lists of figures', () => {
    const lists = {
      spot: [52.520008, 13.404954],
      text: ['52.520008', '13.4'],
      prices: [12.5, 13.99],
      device_ids: [17, 18],
      path: [[52.520008, 13.404954]],
    };
    const said = ask({ userData, events: [{ event_type: 'X', event_properties: lists }] });
    expect(table(said, 'events').rows[0]?.[2]).toBe(
      'spot: (place #1), text: (place #2), prices: 12.5, 13.99, device_ids: (device #1), (device #2), path.0: (place #1)',
    );
  });

  it('fails where the shape drifted', () => {
    expect(() => ask({ userData })).toThrow(/events should be an array but is missing/);
    expect(() => ask({ userData: { ...userData, num_events: 'many' }, events })).toThrow(/num_events/);
    expect(() => ask({ userData: { ...userData, num_events: '1e400' }, events })).toThrow(/num_events/);
    expect(() => ask({ userData: { ...userData, revenue: '-1e400' }, events })).toThrow(/revenue/);
  });

  it('fits a thousand hostile events into the budget', () => {
    const wild = '|`*_[x]\n\u202e\u200b jane@x.io '.repeat(100);
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      event_type: index % 3 === 0 ? 'Open' : `${wild}${index % 50}`,
      event_time: `2026-08-${String(1 + (index % 14)).padStart(2, '0')} 10:00:00.000000`,
      event_properties: Object.fromEntries(Array.from({ length: 20 }, (_, key) => [`${wild}${key}`, wild])),
      session_id: 1786788672123,
      platform: wild,
      version_name: wild,
      country: wild,
    }));
    const user = {
      ...Object.fromEntries(Object.keys(userData).map((key) => [key, wild])),
      canonical_amplitude_id: 12345,
      ...{ num_events: 1e9, num_sessions: 1e8, usage_time: 1e13, purchases: 1e6, revenue: '123456789012345678.99' },
      ...{ device_ids: [wild, wild], merged_amplitude_ids: [], properties: { [wild]: wild, name: 'Jane' } },
    };
    const said = ask({ userData: user, events: many });
    const short = text(said);
    const full = text(said, 6_000, true);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    const opens = many.filter(({ event_type }) => event_type === 'Open').length;
    for (const fact of [
      '1,000,000,000 events',
      '100,000,000 sessions',
      '123,456,789,012,345,678.99',
      '1,000 of 1,000,000,000 events returned',
      `Open ${opens}`,
    ])
      expect(short).toContain(fact);
    expect(`${short}${full}`).not.toMatch(/NaN|Infinity|undefined|null|\[object|jane|\u202e/);
    expect(JSON.stringify(said).includes('jane')).toBe(false);
    expect(table(said, 'events').rows).toHaveLength(1_000);
  });
});
