import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../../src/report/label.ts';
import { createMasks } from '../../../src/report/mask.ts';
import { isPersonalKey, kindOfKey } from '../../../src/report/personal-key.ts';
import { hasEmail } from '../../../src/report/personal-text.ts';

describe('a text', () => {
  it.each([
    ['write to jane.doe+x@mail.example.co.uk now', 'write to (e-mail #1) now'],
    ['https://x.io/?e=jane%40x.io', 'https://x.io/?e=(e-mail #1)'],
    ['from 203.0.113.9.', 'from (address #1).'],
    ['2001:db8:0:0:8:800:200c:417a', '(address #1)'],
    ['51:8d:9f:21:7a:a6', '(address #1)'],
    ['8bc55ab6-c3b5-11eb-ac45-2f9a49d75af7R', '(id #1)R'],
    ['d41d8cd98f00b204e9800998ecf8427e', '(id #1)'],
    ['0786zXEdyOX1rS3M-P_m1d', '(id #1)'],
    ['at 37.133, -122.241', 'at (place #1)'],
    ['at 52.52,13.4051', 'at (place #1)'],
    ['52.5200° N, 13.4050° E', '(place #1)'],
    ['N52.5200 E13.4050', 'N(place #1)'],
    ['fe80::1', '(address #1)'],
    ['2a02::5f', '(address #1)'],
    ['00-1A-2B-3C-4D-5E', '(address #1)'],
    ['call +49 (170) 123-4567', 'call (phone #1)'],
    ['247246881751', '(id #1)'],
    ['{"name":"Jane Doe","age":3}', '{"name":"(name #1)","age":3}'],
    ['https://x.io/a?user_id=jane&plan=gold', 'https://x.io/a?user_id=(user #1)&plan=gold'],
    ['https://x.io/a?user_id=1#user_id=2', 'https://x.io/a?user_id=(user #1)#user_id=(user #2)'],
  ])('%s', (text, shown) => {
    expect(createMasks().text(text)).toBe(shown);
  });

  it.each([
    'Play Song',
    'premium_monthly_subscription_v2',
    '2026-08-14 10:11:12.123000',
    '1.2.3',
    'metrics@1.2.3',
    '1786788672',
    '1786788672123',
    '12345.67',
    'iPhone 15 Pro Max',
    '10:11:12',
    'facade',
    'Android @ home',
    '12.50, 13.99',
    '26-11-22-10-30-00',
    'std::cat',
    '12::30',
    '12.99 / 1.2345',
    '1.25 0.5000',
    '10.16.1, 17.0000',
  ])('leaves %s', (text) => {
    expect(createMasks().text(text)).toBe(text);
  });

  it('is read in reasonable time, however long and hostile', () => {
    const began = performance.now();
    const units = [
      'a',
      '1',
      'a1',
      '1.',
      ':',
      'a.',
      '@',
      'aA',
      '+1',
      '-',
      'f-',
      'x=',
      '%40',
      ' ',
      "a'",
      'a@b.',
      '&#64;',
      '"',
      '"a',
      '"a b@',
      '\\u0040',
      'a%2e',
      '\\',
      'a\u3002',
      '1.1111 ',
      'a-',
      '1a-',
      'a::',
      "'",
    ];
    for (const unit of [...units, '(user #1)', '%25', '(at)', 'é', '\u200b@'])
      createMasks().value('note', `${unit.repeat(20_000)}@`);
    for (const unit of [' ', '"']) createMasks().value('note', `email=a${unit.repeat(100_000)}b`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('an e-mail address', () => {
  it.each([
    "o'neil@x.io",
    'jose\u0301@x.io',
    'jane@büchér.example',
    'jane@xn--bchr-goa.xn--p1ai',
    'jane\uff20acme.io',
    'jane%2540acme.io',
    'jane&#64;acme.io',
    'jane(at)acme.io',
    'jane@[10.0.0.1]',
    '😀@acme.io',
    'ja\u200bne\u00ad@ac\u2060me.io',
    'jane\u0007@acme.io',
    '"jane doe"@acme.io',
    '"jane,doe"@acme.io',
    '\uff4a\uff41\uff4e\uff45\uff20\uff41\uff43\uff4d\uff45\uff0e\uff49\uff4f',
    'jane@acme\u3002io',
    'jane@acme\uff61io',
    'jane%40acme%2Eio',
    'jane%EF%BC%A0acme.io',
    'jane%2540acme%252eio',
    'jane&#64;acme&#46;io',
    'jane(at)acme(dot)io',
    'jane\\u0040acme.io',
    'jane\\\\u0040acme\\\\u002eio',
    'jane\\x40acme.io',
    'jane@[IPv6:2001:db8::1]',
  ])('is masked whole: %j', (address) => {
    expect(createMasks().emails(address)).toBe('(e-mail #1)');
    expect(hasEmail(address)).toBe(true);
  });

  it('is masked inside of what it stands in', () => {
    const { emails } = createMasks();
    expect(emails('Acme (jane@acme.io) 203.0.113.9')).toBe('Acme ((e-mail #1)) 203.0.113.9');
    expect(emails(`"Jane" <jane@acme.io>,bob@acme.io;'jane@acme.io'`)).toBe(
      `"Jane" <(e-mail #1)>,(e-mail #2);'(e-mail #1)'`,
    );
    expect(emails('{"of":"\\"jane doe\\"@acme.io","to":"bob@acme.io"}')).toBe(
      '{"of":"\\(e-mail #3)","to":"(e-mail #2)"}',
    );
    expect(emails('["Jane","@acme.io"]')).toBe('["Jane","@acme.io"]');
  });

  it('is nowhere in what is printed of a text, whatever is around it', () => {
    const odd = fc.string({ unit: 'binary', maxLength: 8 });
    fc.assert(
      fc.property(odd, odd, (before, after) => {
        expect(plain(createMasks().emails(`${before} jane.doe@acme.example ${after}`))).not.toMatch(/jane|doe|acme/);
      }),
    );
  });
});

describe('masks', () => {
  it('are the same for the same value and others for others, wherever they stand', () => {
    const { value, text, body } = createMasks();
    expect(value('user_id', 'u-1')).toBe('(user #1)');
    expect(value('user_id', 'u-2')).toBe('(user #2)');
    expect(value('external_id', 'u-1')).toBe('(user #1)');
    expect(value('device_id', 'd-1')).toBe('(device #1)');
    expect(text('by jane@x.io')).toBe('by (e-mail #1)');
    expect(value('email', 'jane@x.io')).toBe('(e-mail #1)');
    expect(body({ 'of jane@x.io': ['bob@x.io', 3] })).toEqual({ 'of (e-mail #1)': ['(e-mail #2)', 3] });
    expect(value('user_id', '(e-mail #2)')).toBe('(e-mail #2)');
  });

  it('keep values apart that differ, as they are sent and as somebody may send our own masks', () => {
    const any = fc.oneof(fc.emailAddress(), fc.constantFrom('(user #1)', '(e-mail #1)', '(value #1)'), fc.string());
    fc.assert(
      fc.property(fc.uniqueArray(any, { maxLength: 30 }), (values) => {
        const masks = createMasks();
        const shown = [values].flatMap((list) => masks.body(list));
        expect(new Set(shown).size).toBe(values.length);
        const named = [shown].flat().map((one) => masks.value('user_id', String(one)));
        expect(new Set(named).size).toBe(values.length);
      }),
    );
  });

  it('are the same whenever the same is read again, and tell nothing of the value', () => {
    const told = (values: string[]) => {
      const masks = createMasks();
      return values.map((one) => masks.value('user_id', one));
    };
    expect(told(['z', 'a', 'z'])).toEqual(['(user #1)', '(user #2)', '(user #1)']);
    expect(told(['z', 'a', 'z'])).toEqual(told(['b', 'y', 'b']));
  });

  it('are none where personal data is to be shown', () => {
    const masks = createMasks(true);
    expect(masks.value('email', 'jane@x.io')).toBe('jane@x.io');
    expect(masks.body(['jane@x.io'])).toEqual(['jane@x.io']);
    expect(masks.text('203.0.113.9') + masks.emails('a@b.io') + masks.named('ip', 'x')).toBe('203.0.113.9a@b.iox');
    expect(masks.count()).toBe(0);
  });

  it('are counted', () => {
    const masks = createMasks();
    masks.value('plan', 'gold');
    expect(masks.count()).toBe(0);
    masks.value('email', 'x');
    expect(masks.count()).toBe(1);
    masks.emails('a@b.io');
    expect(masks.kinds()).toEqual(['e-mail']);
    masks.value('user_id', 'u-1');
    expect(masks.kinds()).toEqual(['e-mail', 'user']);
    expect(createMasks(true).kinds()).toEqual([]);
  });
});

describe('a value of a property', () => {
  it('goes by the key, else by the look of the value', () => {
    const { value, named } = createMasks();
    expect(value('email', 'whatever')).toBe('(e-mail #1)');
    expect(value('note', 'ask jane@x.io')).toBe('ask (e-mail #2)');
    expect(value('app_version', '1.2.3.4')).toBe('1.2.3.4');
    expect(value('email_opt_in', 'true')).toBe('true');
    expect(value('email', '')).toBe('');
    expect(named('gp:email', 'x')).toBe('(e-mail #3)');
    expect(named('campaign', '247246881751')).toBe('247246881751');
  });
});

describe('a body', () => {
  it('is the same where nothing in it is masked', () => {
    const body = { series: [[1, 2], [null]], labels: ['a', ['b']], nested: { deep: { text: 'x' } } };
    expect(createMasks().body(body)).toBe(body);
  });

  it('keeps odd keys, and is not followed without end', () => {
    const odd: unknown = JSON.parse('{"__proto__": {"a": "jane@x.io"}, "constructor": 1}');
    expect(JSON.stringify(createMasks().body(odd))).toBe('{"__proto__":{"a":"(e-mail #1)"},"constructor":1}');
    const deep: unknown = JSON.parse(`${'['.repeat(5_000)}"jane@x.io"${']'.repeat(5_000)}`);
    expect(JSON.stringify(createMasks().body(deep))).toContain('nested too deep');
  });

  it('of a hundred thousand rows is read at once', () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => [`value ${row}`, row, `user${row}@example.com`]);
    const began = performance.now();
    createMasks().body({ rows });
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('a personal key', () => {
  it.each(
    'email user_email userEmail E-Mail gp:email name full_name firstName contact_name phone_number ip ip_address lat lng user_id id device_ids uuid birth_date zip idfa email1 name_2 ip2 users.0.id users.0.name members.12.id devices.id profile.name.first name.last displayname latlng gps coords.x tel mobile_number'.split(
      ' ',
    ),
  )('%s is one', (key) => {
    expect(isPersonalKey(key)).toBe(true);
  });

  it.each([
    ...'plan plan_name screen_name plan.name.first items.0.id products.0.name first last event_name product_id session_id long_press email_count tel_campaign gps_accuracy gps_enabled version gender'.split(
      ' ',
    ),
    ...['language', '(e-mail #1)', 'plan of (user #2)'],
  ])('%s is none', (key) => {
    expect(isPersonalKey(key)).toBe(false);
  });

  it.each([
    ['user_id', 'user'],
    ['gp:E-Mail', 'e-mail'],
    ['email_address', 'e-mail'],
    ['android_device_id', 'device'],
    ['ip_address', 'address'],
    ['last_location.lat', 'place'],
    ['street', 'place'],
    ['lastName', 'name'],
    ['mobile', 'phone'],
    ['access_token', 'secret'],
    ['birthday', 'value'],
  ])('%s holds a %s', (key, kind) => {
    expect(kindOfKey(key)).toBe(kind);
  });
});
