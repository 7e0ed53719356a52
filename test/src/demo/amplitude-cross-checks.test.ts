import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays, dayOf } from '../../../src/demo/company/calendar.ts';
import { simulateCompany } from '../../../src/demo/company/simulate.ts';
import { asker, event } from './amplitude-asking.ts';

/** Berlin: its clocks change within the six months. */
const company = simulateCompany({ now: Date.parse('2026-05-13T14:30:00Z'), zone: 'Europe/Berlin' });
const ask = asker(company);
const ago = (days: number) => addDays(company.today, -days).replaceAll('-', '');
const month = { start: ago(30), end: ago(0) };
const sum = (numbers: readonly (number | null)[]) =>
  numbers.reduce<number>((total, number) => total + (number ?? 0), 0);

describe('the endpoints agree with each other', () => {
  it.each(['ordered', 'unordered', 'sequential'])(
    "the first step of an %s funnel is segmentation's uniques",
    async (mode) => {
      const range = { start: ago(30), end: ago(1) };
      const [funnel] = await ask.funnel({ ...range, e: [event('view_item'), event('purchase')], mode });
      const uniques = await ask.segmentation({ ...range, e: event('view_item') });
      expect(funnel?.cumulativeRaw[0]).toBe(uniques.seriesCollapsed[0]);
      expect(funnel?.dayFunnels.series.map(([first]) => first)).toEqual(uniques.series[0]);
    },
  );

  it('a funnel with a filter and by platform too', async () => {
    const filters = [{ subprop_type: 'event', subprop_key: 'category', subprop_op: 'is', subprop_value: ['plants'] }];
    const range = { start: ago(15), end: ago(1), g: 'platform' };
    const groups = await ask.funnel({ ...range, e: [event('view_item', { filters }), event('add_to_cart')] });
    const uniques = await ask.segmentation({ ...range, e: event('view_item', { filters }) });
    expect(groups).toHaveLength(3);
    expect(groups.map(({ groupValue, cumulativeRaw }) => [[0, groupValue], cumulativeRaw[0]])).toEqual(
      uniques.seriesLabels.map((label, index) => [label, uniques.seriesCollapsed[index]]),
    );
  });

  it('funnels only narrow, and modes are ordered by strictness', async () => {
    const e = ['view_item', 'add_to_cart', 'checkout', 'purchase'].map((type) => event(type));
    const reached = async (mode: string) =>
      (await ask.funnel({ start: ago(60), end: ago(1), e, mode }))[0]?.cumulativeRaw ?? [];
    const [sequential, ordered, unordered] = [
      await reached('sequential'),
      await reached('ordered'),
      await reached('unordered'),
    ];
    for (const [step, users] of ordered.entries()) {
      expect(users).toBeLessThanOrEqual(ordered[step - 1] ?? users);
      expect(sequential[step]).toBeLessThanOrEqual(users);
      expect(unordered[step]).toBeGreaterThanOrEqual(users);
    }
  });

  it('retention: total equals day 0 equals the uniques of the day', async () => {
    const { series } = await ask.retention({ ...month, se: event('_active'), re: event('_active') });
    const { series: active } = await ask.users({ ...month, m: 'active' });
    const cohorts = [...(series[0]?.dates ?? [])].reverse().map((date) => series[0]?.values[date] ?? []);
    expect(cohorts.map(([total]) => total?.count)).toEqual(active[0]);
    expect(cohorts.map(([, dayZero]) => dayZero?.count)).toEqual(active[0]);
  });

  it('new users are the sizes of the new cohorts, of retention and of LTV', async () => {
    const { series, seriesCollapsed } = await ask.users({ ...month, m: 'new' });
    const retention = await ask.retention({ ...month, se: event('_new'), re: event('_active') });
    const ltv = await ask.ltv(month);
    const sizes = [...(retention.series[0]?.dates ?? [])]
      .reverse()
      .map((date) => retention.series[0]?.values[date]?.[0]?.count);
    expect(sizes).toEqual(series[0]);
    expect(sum(series[0] ?? [])).toBe(seriesCollapsed[0]);
    expect(retention.series[0]?.combined[0]?.count).toBe(seriesCollapsed[0]);
    expect(sum(Object.values(ltv.series[0]?.values ?? {}).map(({ count }) => count ?? 0))).toBe(seriesCollapsed[0]);
    expect(seriesCollapsed[0]).toBe(
      company.users.filter(({ firstSeen }) => dayOf(firstSeen, company.zone) >= addDays(company.today, -30)).length,
    );
  });

  it.each([1, 7, 30])('active users are the uniques of _active, by %i days', async (i) => {
    const users = await ask.users({ ...month, i });
    const uniques = await ask.segmentation({ ...month, e: event('_active'), i });
    expect([users.series, users.seriesCollapsed, users.xValues]).toEqual([
      uniques.series,
      uniques.seriesCollapsed,
      uniques.xValues,
    ]);
  });

  it.each(['platform', 'country', 'gp:acquisition_channel'])('totals by %s add up to the total', async (g) => {
    const query = { ...month, e: event('view_item'), m: 'totals' };
    const [all, groups] = [await ask.segmentation(query), await ask.segmentation({ ...query, g })];
    expect(sum(groups.seriesCollapsed)).toBe(all.seriesCollapsed[0]);
    expect(all.xValues.map((_, day) => sum(groups.series.map((series) => series[day] ?? 0)))).toEqual(all.series[0]);
    expect(sum(all.series[0] ?? [])).toBe(all.seriesCollapsed[0]);
  });

  it('weeks and months hold the totals of their days, hours those of the day', async () => {
    const query = { ...month, e: event('search'), m: 'totals' };
    const [days, weeks, months] = [
      await ask.segmentation(query),
      await ask.segmentation({ ...query, i: 7 }),
      await ask.segmentation({ ...query, i: 30 }),
    ];
    const hours = await ask.segmentation({ ...query, start: ago(1), end: ago(0), i: -3600000 });
    expect(sum(weeks.series[0] ?? [])).toBe(sum(days.series[0] ?? []));
    expect(sum(months.series[0] ?? [])).toBe(sum(days.series[0] ?? []));
    expect(sum(hours.series[0] ?? [])).toBe(sum(days.series[0]?.slice(-2) ?? []));
    expect(sum(hours.series[0]?.slice(24) ?? [])).toBe(days.series[0]?.at(-1));
  });

  it('the clocks going forward leave a day of 23 hours', async () => {
    const query = { start: '20260329', end: '20260329', e: event('_active'), m: 'totals' };
    const [hours, day] = [await ask.segmentation({ ...query, i: -3600000 }), await ask.segmentation(query)];
    expect(hours.xValues).toHaveLength(23);
    expect(hours.xValues.slice(1, 3)).toEqual(['2026-03-29T01:00:00', '2026-03-29T03:00:00']);
    expect(sum(hours.series[0] ?? [])).toBe(day.seriesCollapsed[0]);
  });

  it('revenue is the same as a sum, as LTV and in the log', async () => {
    const range = { start: ago(183), end: ago(0) };
    const e = event('revenue_amount', { group_by: [{ type: 'event', value: '$revenue' }] });
    const sums = await ask.segmentation({ ...range, e, m: 'sums' });
    const ltv = await ask.ltv({ ...range, m: 2 });
    const cohorts = Object.values(ltv.series[0]?.values ?? {});
    const log = sum(company.events.map(({ properties }) => Number(properties.$revenue ?? 0)));
    expect(sums.seriesCollapsed[0]).toBeCloseTo(log, 2);
    expect(sum(cohorts.map(({ total_amount }) => total_amount ?? 0))).toBeCloseTo(log, 2);
    expect(cohorts.every(({ rtotal, total_amount }) => Math.abs((rtotal ?? 0) - (total_amount ?? 0)) < 0.01)).toBe(
      true,
    );
  });

  it('what a new cohort pays on its first day is the revenue of new users on that day', async () => {
    const day = { start: ago(10), end: ago(10) };
    const ltv = await ask.ltv({ ...day, m: 2 });
    const revenue = company.events.filter(
      ({ time, user }) =>
        dayOf(time, company.zone) === addDays(company.today, -10) &&
        dayOf(user.firstSeen, company.zone) === addDays(company.today, -10),
    );
    expect(Object.values(ltv.series[0]?.values ?? {})[0]?.r1d).toBeCloseTo(
      sum(revenue.map(({ properties }) => Number(properties.$revenue ?? 0))),
      2,
    );
    const perUser = await ask.ltv({ ...day, m: 0 });
    const cohort = Object.values(perUser.series[0]?.values ?? {})[0];
    expect((cohort?.rtotal ?? 0) * (cohort?.count ?? 0)).toBeCloseTo(cohort?.total_amount ?? 0, 4);
  });

  it('composition counts at least every active user once', async () => {
    const range = { start: ago(30), end: ago(1) };
    const active = await ask.users(range);
    const versions = await ask.series('/api/2/composition', { ...range, p: 'version' });
    const platforms = await ask.series('/api/2/composition', { ...range, p: 'platform' });
    expect(sum(versions.series[0] ?? [])).toBeGreaterThan(active.seriesCollapsed[0] ?? 0);
    expect(sum(platforms.series[0] ?? [])).toBe(active.seriesCollapsed[0]);
  });

  it('sessions of all bins are those of the averages', async () => {
    const range = { start: ago(30), end: ago(1) };
    const bins = await ask.series('/api/2/sessions/length', range);
    const perUser = await ask.series('/api/2/sessions/peruser', range);
    const opens = await ask.segmentation({ ...range, e: event('app_open'), m: 'totals' });
    const openers = await ask.segmentation({ ...range, e: event('app_open') });
    expect(sum(bins.series[0] ?? [])).toBe(opens.seriesCollapsed[0]);
    const sessions = perUser.series[0]?.map((ratio, day) => Math.round((ratio ?? 0) * (openers.series[0]?.[day] ?? 0)));
    expect(sessions).toEqual(opens.series[0]);
  });

  it('the list of events has the totals of the running week', async () => {
    const listed = z.object({
      data: z.array(z.looseObject({ value: z.string(), totals: z.number().nullable(), non_active: z.boolean() })),
    });
    const { data } = await ask.parsed(listed, '/api/2/events/list');
    const { series } = await ask.segmentation({
      start: '20260511',
      end: '20260513',
      e: event('view_item'),
      m: 'totals',
      i: 7,
    });
    expect(data.find(({ value }) => value === 'view_item')?.totals).toBe(series[0]?.[0]);
    expect(data.filter(({ non_active }) => non_active).map(({ value }) => value)).toEqual(['notification_received']);
  });

  it('realtime shows the five minutes of segmentation', async () => {
    const shape = z.object({
      data: z.object({
        series: z.array(z.array(z.number().nullable())),
        seriesLabels: z.array(z.string()),
        xValues: z.array(z.string()),
      }),
    });
    const { data } = await ask.parsed(shape, '/api/2/realtime', { i: 5 });
    const slots = await ask.segmentation({ start: ago(1), end: ago(0), e: event('_active'), i: -300000 });
    expect(data.seriesLabels).toEqual(['Today', 'Yesterday']);
    expect(data.series[1]).toEqual(slots.series[0]?.slice(0, 288));
    const known = data.series[0]?.filter((value) => value !== null) ?? [];
    expect(known).toEqual(slots.series[0]?.slice(288, 288 + known.length));
    expect(data.xValues[known.length - 1]).toBe('16:30');
  });

  it('today is partial', async () => {
    const { series } = await ask.users({ start: ago(7), end: ago(0) });
    expect(series[0]?.at(-1)).toBeGreaterThan(0);
    expect(series[0]?.at(-1)).toBeLessThan(series[0]?.[0] ?? 0);
  });
});
