import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  localTime,
  nextMonth,
  startOfDay,
  startOfWeek,
} from '../../../src/demo/company/calendar.ts';
import { seededRandom } from '../../../src/demo/company/random.ts';
import { simulateCompany } from '../../../src/demo/company/simulate.ts';
import { campaign } from '../../../src/demo/company/story.ts';
import type { DemoEvent } from '../../../src/demo/company/types.ts';

const now = Date.parse('2026-05-13T14:30:00Z');
const company = simulateCompany({ now, zone: 'UTC' });
const { events, users } = company;

describe('simulated company', () => {
  it('is the same for the same day, and another one for another seed', () => {
    expect(simulateCompany({ now, zone: 'UTC' })).toEqual(company);
    expect(simulateCompany({ now, zone: 'UTC', seed: 21 }).events.length).not.toBe(events.length);
  });

  it('has six months of history up to now, and a partial today', () => {
    const days = events.map(({ time }) => dayOf(time, 'UTC'));
    expect(company.today).toBe('2026-05-13');
    expect(days[0]).toBe(addDays(company.today, -183));
    expect(new Set(days).size).toBe(184);
    expect(events.at(-1)?.time).toBeLessThanOrEqual(now);
    expect(now - (events.at(-1)?.time ?? 0)).toBeLessThan(3_600_000);
  });

  it('only cuts off the rest of the day when asked earlier', () => {
    const earlier = simulateCompany({ now: now - 4 * 3_600_000, zone: 'UTC' });
    const until = events.filter(({ time }) => time <= now - 4 * 3_600_000);
    expect(earlier.events.map(fingerprint)).toEqual(until.map(fingerprint));
    expect(earlier.events.length).toBeLessThan(events.length);
  });

  it('has about two thousand users and ten event types', () => {
    expect(users.length).toBeGreaterThan(1700);
    expect(users.length).toBeLessThan(2300);
    expect(new Set(events.map(({ type }) => type)).size).toBe(10);
    expect(events.length).toBeGreaterThan(60_000);
    expect(new Set(users.map(({ amplitudeId }) => amplitudeId)).size).toBe(users.length);
    expect(new Set(users.map(({ userId }) => userId)).size).toBe(users.length);
  });

  it('has ids of twelve digits, and some that a double cannot hold', () => {
    const big = users.filter(({ amplitudeId }) => amplitudeId.length !== 12);
    expect(big.length).toBeGreaterThan(5);
    expect(big.every(({ amplitudeId }) => /^\d{19}$/.test(amplitudeId))).toBe(true);
    expect(big.some(({ amplitudeId }) => String(Number(amplitudeId)) !== amplitudeId)).toBe(true);
  });

  it('is in order, and everybody begins with firstSeen', () => {
    expect(events.every(({ time }, index) => time >= (events[index - 1]?.time ?? 0))).toBe(true);
    const first = new Map<unknown, DemoEvent>();
    for (const event of events) if (!first.has(event.user)) first.set(event.user, event);
    expect(first.size).toBe(users.length);
    for (const [, { user, time, type, version }] of first) {
      expect([type, time, version]).toEqual(['app_open', user.firstSeen, user.startVersion]);
    }
  });

  it('never lets the sessions of one user overlap', () => {
    const open = new Map<unknown, DemoEvent>();
    for (const event of events.filter(({ session }) => session > 0)) {
      const last = open.get(event.user);
      if (last && last.session !== event.session) expect(event.session).toBeGreaterThan(last.time);
      open.set(event.user, event);
    }
  });

  it('has bounces below three and ten seconds, and long visits', () => {
    const lengths = sessionLengths();
    const share = (below: number) => lengths.filter((length) => length < below).length / lengths.length;
    expect(share(3000)).toBeGreaterThan(0.04);
    expect(share(10_000)).toBeGreaterThan(share(3000));
    expect(share(10_000)).toBeLessThan(0.25);
    expect(share(600_000)).toBeLessThan(1);
  });

  it('is busier at the weekend, and grows', () => {
    const active = (weekdays: number[], from: number, to: number) =>
      mean(
        dailyUsers(from, to).filter((_, index) =>
          weekdays.includes(new Date(addDays(company.today, -from + index)).getUTCDay()),
        ),
      );
    expect(active([0, 6], 90, 1)).toBeGreaterThan(1.1 * active([2, 3], 90, 1));
    expect(mean(dailyUsers(30, 1))).toBeGreaterThan(2 * mean(dailyUsers(150, 121)));
  });
});

describe('what happened', () => {
  it('the newest release breaks paying on Android', () => {
    const android = conversion((event) => event.user.platform === 'Android' && event.version === '4.2.0');
    const before = conversion((event) => event.user.platform === 'Android' && event.version === '4.1.0');
    const elsewhere = conversion((event) => event.user.platform !== 'Android' && event.version === '4.2.0');
    expect(before).toBeGreaterThan(0.5);
    expect(elsewhere).toBeGreaterThan(0.5);
    expect(android).toBeLessThan(0.3);
    const first = events.find(({ version }) => version === '4.2.0');
    expect(dayOf(first?.time ?? 0, 'UTC')).toBe(addDays(company.today, -21));
  });

  it('one country jumps', () => {
    const arrivals = (from: number, to: number) =>
      users.filter(({ country, firstSeen }) => {
        const daysAgo = daysBetween(dayOf(firstSeen, 'UTC'), company.today);
        return country === campaign.country && daysAgo <= from && daysAgo >= to;
      }).length;
    expect(arrivals(40, 27)).toBeGreaterThan(10 * arrivals(54, 41));
  });
});

describe('calendar', () => {
  it('cuts days where the clocks of the zone do', () => {
    expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe(Date.parse('2026-03-28T23:00:00Z'));
    expect(startOfDay('2026-03-30', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T22:00:00Z'));
    expect(startOfDay('2026-11-02', 'America/New_York')).toBe(Date.parse('2026-11-02T05:00:00Z'));
    expect(dayOf(Date.parse('2026-03-28T22:59:59Z'), 'Europe/Berlin')).toBe('2026-03-28');
    expect(dayOf(Date.parse('2026-03-28T23:00:00Z'), 'Europe/Berlin')).toBe('2026-03-29');
    expect(localTime(Date.parse('2026-01-01T00:15:00Z'), 'Asia/Kolkata')).toBe('2026-01-01T05:45:00');
  });

  it('knows weeks and months', () => {
    expect(startOfWeek('2026-05-10')).toBe('2026-05-04');
    expect(startOfWeek('2026-05-11')).toBe('2026-05-11');
    expect(nextMonth('2026-01-31')).toBe('2026-02-01');
    expect(nextMonth('2026-12-01')).toBe('2027-01-01');
  });

  it('makes a company in a zone whose clocks change', () => {
    const berlin = simulateCompany({ now, zone: 'Europe/Berlin' });
    expect(dayOf(berlin.events[0]?.time ?? 0, 'Europe/Berlin')).toBe(addDays('2026-05-13', -183));
  });
});

describe('random', () => {
  it('repeats itself, stays in range and follows the weights', () => {
    const [one, other] = [seededRandom(5), seededRandom(5)];
    const numbers = Array.from({ length: 1000 }, () => one.next());
    expect(numbers).toEqual(Array.from({ length: 1000 }, () => other.next()));
    expect(mean(numbers)).toBeCloseTo(0.5, 1);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const drawn = Array.from({ length: 4000 }, () =>
      one.weighted([
        ['a', 3],
        ['b', 1],
      ] as const),
    );
    expect(drawn.filter((letter) => letter === 'a').length / 4000).toBeCloseTo(0.75, 1);
    expect(new Set(Array.from({ length: 200 }, () => one.integer(2, 4)))).toEqual(new Set([2, 3, 4]));
    expect(() => one.pick([])).toThrow(RangeError);
  });
});

function fingerprint({ time, user, type, version, properties }: DemoEvent) {
  return [time, user.userId, type, version, properties];
}

function sessionLengths(): number[] {
  const lengths = new Map<string, number>();
  for (const { session, user, time } of events)
    if (session > 0) lengths.set(`${user.userId} ${session}`, time - session);
  return [...lengths.values()];
}

/** Active users on each day from so many days ago to so many. */
function dailyUsers(from: number, to: number): number[] {
  const days = Array.from({ length: from - to + 1 }, (_, index) => addDays(company.today, index - from));
  const active = new Map(days.map((day) => [day, new Set<unknown>()]));
  for (const { time, user, session } of events) if (session > 0) active.get(dayOf(time, 'UTC'))?.add(user);
  return days.map((day) => active.get(day)?.size ?? 0);
}

/** Visits with a purchase among those with a checkout. */
function conversion(selected: (event: DemoEvent) => boolean): number {
  const visits = (type: string) => {
    const found = events.filter((event) => event.type === type && selected(event));
    return new Set(found.map(({ user, session }) => `${user.userId} ${session}`)).size;
  };
  return visits('purchase') / visits('checkout');
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
