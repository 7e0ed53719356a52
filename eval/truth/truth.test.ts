import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backAfter, cohortsOf, paidBy, retained, together } from './cohorts.ts';
import { clocksOf, daysFromTo, mondayOf, monthBefore, plus } from './days.ts';
import { active, type Deed, firsts, of, people, ranked, revenue, split, within } from './deeds.ts';
import { medianSeconds, reached, waysThrough } from './funnel.ts';
import { difference } from './interval.ts';
import { meanSeconds, sessionsOf, sessionsPerUser } from './sessions.ts';
import { standing, subscribersSeen } from './subscribers.ts';
import { worldAt } from './world.ts';

describe('days', () => {
  it('are cut by the clocks of the zone, on both sides of summer time', () => {
    const clocks = clocksOf('Europe/Berlin');
    expect(clocks(Date.parse('2026-03-28T22:59:59Z'))).toBe('2026-03-28 23:59:59');
    expect(clocks(Date.parse('2026-03-28T23:00:00Z'))).toBe('2026-03-29 00:00:00');
    expect(clocks(Date.parse('2026-03-29T21:59:59Z'))).toBe('2026-03-29 23:59:59');
    expect(clocks(Date.parse('2026-03-29T22:00:01Z'))).toBe('2026-03-30 00:00:01');
  });

  it('add up to weeks and months', () => {
    expect(plus('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysFromTo('2026-12-30', '2027-01-02')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
    expect(['2026-09-13', '2026-09-14', '2026-09-20'].map(mondayOf)).toEqual([
      '2026-09-07',
      '2026-09-14',
      '2026-09-14',
    ]);
    expect(monthBefore('2026-03-31', 1)).toEqual({ name: '2026-02', from: '2026-02-01', to: '2026-02-28' });
    expect(monthBefore('2026-01-15', 3)).toEqual({ name: '2025-10', from: '2025-10-01', to: '2025-10-31' });
  });
});

describe('a log of four people, counted by hand', () => {
  const [world] = [worldAt(Date.parse('2026-09-17T12:00:00Z'), 'UTC')];
  const [ada, ben, cleo, dan] = world.users;
  if (ada === undefined || ben === undefined || cleo === undefined || dan === undefined)
    throw new Error('nobody there');
  const at = (user: typeof ada, time: string, type: string, about: Deed['about'] = {}, session = 1): Deed => ({
    ...{
      user,
      type,
      session,
      about,
      version: '1',
      time: Date.parse(`${time}Z`),
      day: time.slice(0, 10),
      clock: time.slice(11, 16),
    },
  });
  const log = [
    at(ada, '2026-09-01T10:00:00', 'view'),
    at(ada, '2026-09-01T10:01:00', 'buy', { $revenue: 0.1 }),
    at(ben, '2026-09-01T11:00:00', 'view'),
    at(cleo, '2026-09-01T12:00:00', 'buy', { $revenue: 0.2 }),
    at(cleo, '2026-09-01T12:30:00', 'view'),
    at(dan, '2026-09-02T08:00:00', 'notification_received'),
    at(ben, '2026-09-02T10:59:00', 'view'),
    at(ben, '2026-09-02T11:00:30', 'look'),
    at(ben, '2026-09-02T11:30:00', 'buy', { $revenue: 5 }),
    at(ada, '2026-09-03T09:00:00', 'view'),
  ];
  const step = (type: string) => (deed: Deed) => deed.type === type;

  it('has so many people and so much money', () => {
    expect([people(log), people(active(log)), people(of(log, 'buy'))]).toEqual([4, 3, 3]);
    expect(people(active(within(log, '2026-09-02', '2026-09-03')))).toBe(2);
    expect(revenue(log)).toBe(5.3);
    expect(
      ranked(
        split(active(log), ({ type }) => type),
        (part) => part.length,
      )[0],
    ).toEqual({ name: 'view', figure: 5 });
  });

  it('has so many on each step of a funnel', () => {
    const steps = [step('view'), step('buy')];
    const day = { steps, from: '2026-09-01', to: '2026-09-01', seconds: 86_400 };
    expect(reached(waysThrough(log, day), 2)).toEqual([3, 1]);
    expect(reached(waysThrough(log, { ...day, seconds: 86_400 + 1_800 }), 2)).toEqual([3, 2]);
    expect(reached(waysThrough(log, { ...day, to: '2026-09-02' }), 2)).toEqual([3, 2]);
    expect(reached(waysThrough(log, { ...day, to: '2026-09-02', strict: true }), 2)).toEqual([3, 1]);
    expect(medianSeconds(waysThrough(log, { ...day, to: '2026-09-02' }), 1)).toBe((60 + 31 * 60) / 2);
  });

  it('keeps so many of its people', () => {
    const cohort = cohortsOf(firsts(log)).get('2026-09-01') ?? [];
    expect(cohort.map(({ userId }) => userId)).toEqual([ada, ben, cleo].map(({ userId }) => userId));
    expect(retained(cohort, within(active(log), '2026-09-02', '2026-09-02'))).toEqual({ back: 1, of: 3 });
    expect(
      together([
        { back: 1, of: 3 },
        { back: 2, of: 4 },
      ]),
    ).toEqual({ back: 3, of: 7 });
    const back = (today: string) => backAfter(firsts(active(log)), log, ['2026-09-01', '2026-09-02'], 1, today);
    expect(back('2026-09-03')).toEqual({ back: 1, of: 3 });
    expect(back('2026-09-02')).toEqual({ back: 0, of: 0 });
    expect(paidBy(firsts(log), log, (first) => first)).toBe(0.3);
    expect(paidBy(firsts(log), log, (first) => plus(first, 1))).toBe(5.3);
  });

  it('has sessions', () => {
    const start = Date.parse('2026-09-01T10:00:00Z');
    const sessions = sessionsOf([
      at(ada, '2026-09-01T10:00:00', 'view', {}, start),
      at(ada, '2026-09-01T10:01:30', 'view', {}, start),
      at(ben, '2026-09-01T10:00:00', 'view', {}, start),
      at(ben, '2026-09-01T10:00:00', 'notification_received', {}, -1),
    ]);
    expect([sessions.length, meanSeconds(sessions), sessionsPerUser(sessions)]).toEqual([2, 45, 1]);
  });

  it('has subscribers whose last deed tells how they stand', () => {
    const all = subscribersSeen(world.book, '2026-01-01', '2026-12-31');
    const stood = (kinds: (typeof all)[number]['kinds']) => standing({ user: ada, store: 'iOS', kinds, payments: 0 });
    expect(stood(['trial_started'])).toBe('trial');
    expect(stood(['trial_started', 'trial_canceled'])).toBe('canceled');
    expect(stood(['new_biz', 'payment', 'payment_failed'])).toBe('billing retry');
    expect(stood(['new_biz', 'payment', 'payment_failed', 'payment'])).toBe('active');
    expect(all.every(({ user }) => user.userId.startsWith('u-'))).toBe(true);
    expect(subscribersSeen(world.book, '2020-01-01', '2020-12-31')).toEqual([]);
  });
});

it('Newcombe’s own example: 56 of 70 against 48 of 80', () => {
  const { points, low, high } = difference(56, 70, 48, 80);
  expect([points, low, high].map((value) => value.toFixed(2))).toEqual(['20.00', '5.24', '33.39']);
});

it('another seed is another company at the same time', () => {
  const now = Date.parse('2026-09-17T12:00:00Z');
  const [one, other] = [worldAt(now, 'UTC'), worldAt(now, 'UTC', 4711)];
  expect(other.today).toBe(one.today);
  expect(people(other.deeds)).not.toBe(people(one.deeds));
});

it('knows nothing of the vendors’ answers nor of the product', () => {
  const files = readdirSync('eval/truth').filter((name) => !name.endsWith('.test.ts'));
  const imports = files.flatMap((name) => {
    const text = readFileSync(join('eval/truth', name), 'utf8');
    return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path = '']) =>
      path.startsWith('.') ? join('eval/truth', dirname(name), path) : path,
    );
  });
  const allowed = [
    ...['src/demo/company/simulate.ts', 'src/demo/company/types.ts'],
    ...['src/demo/subscriptions/simulate.ts', 'src/demo/subscriptions/types.ts'],
  ];
  expect(imports.filter((path) => !path.startsWith('eval/truth/') && !allowed.includes(path))).toEqual([]);
  expect(imports).toContain('src/demo/company/simulate.ts');
});
