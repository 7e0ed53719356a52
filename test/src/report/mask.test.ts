import { describe, expect, it } from 'vitest';
import { isPersonalKey, maskEmails, masked, maskText, maskValue } from '../../../src/report/mask.ts';

describe('maskText', () => {
  it.each([
    ['write to jane.doe+x@mail.example.co.uk now', 'write to (e-mail masked) now'],
    ['https://x.io/?e=jane%40x.io', 'https://x.io/?e=(e-mail masked)'],
    ['from 203.0.113.9.', 'from (address masked).'],
    ['2001:db8:0:0:8:800:200c:417a', '(address masked)'],
    ['51:8d:9f:21:7a:a6', '(address masked)'],
    ['8bc55ab6-c3b5-11eb-ac45-2f9a49d75af7R', '(id masked)R'],
    ['d41d8cd98f00b204e9800998ecf8427e', '(id masked)'],
    ['0786zXEdyOX1rS3M-P_m1d', '(id masked)'],
    ['at 37.133, -122.241', 'at (coordinates masked)'],
    ['call +49 (170) 123-4567', 'call (phone masked)'],
    ['247246881751', '(id masked)'],
    ['{"name":"Jane Doe","age":3}', '{"name":(masked),"age":3}'],
    ['https://x.io/a?user_id=jane&plan=gold', 'https://x.io/a?user_id=(masked)&plan=gold'],
  ])('%s', (text, shown) => {
    expect(maskText(text)).toBe(shown);
  });

  it.each([
    'Play Song',
    'premium_monthly_subscription_v2',
    '2026-08-14 10:11:12.123000',
    '1.2.3',
    '1786788672',
    '1786788672123',
    '12345.67',
    'iPhone 15 Pro Max',
    '10:11:12',
    'facade',
  ])('leaves %s', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('reads long hostile texts in reasonable time', () => {
    const began = performance.now();
    for (const unit of ['a', '1', 'a1', '1.', ':', 'a.', '@', 'aA', '+1', '-', 'f-', 'x=', '%40', ' ']) {
      maskText(unit.repeat(20_000));
    }
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('isPersonalKey', () => {
  it.each(
    'email user_email userEmail E-Mail gp:email name full_name firstName contact_name phone_number ip ip_address lat lng user_id id device_ids uuid birth_date zip idfa'.split(
      ' ',
    ),
  )('%s is', (key) => {
    expect(isPersonalKey(key)).toBe(true);
  });

  it.each(
    'plan plan_name screen_name event_name product_id session_id long_press email_count version gender language'.split(
      ' ',
    ),
  )('%s is not', (key) => {
    expect(isPersonalKey(key)).toBe(false);
  });
});

describe('maskValue', () => {
  it('goes by the key, else by the look of the value', () => {
    expect(maskValue('email', 'whatever')).toBe(masked);
    expect(maskValue('note', 'ask jane@x.io')).toBe('ask (e-mail masked)');
    expect(maskValue('app_version', '1.2.3.4')).toBe('1.2.3.4');
    expect(maskValue('email_opt_in', 'true')).toBe('true');
    expect(maskValue('email', '')).toBe('');
  });

  it('masks e-mail addresses alone in business names', () => {
    expect(maskEmails('Acme (jane@acme.io) 203.0.113.9')).toBe('Acme ((e-mail masked)) 203.0.113.9');
  });
});
