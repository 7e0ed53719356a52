import { describe, expect, it } from 'vitest';
import type { Tool } from '../../src/tool.ts';
import { activeUsers } from '../../tools/amplitude/active-users.ts';
import { eventSegmentation } from '../../tools/amplitude/event-segmentation.ts';
import { funnel } from '../../tools/amplitude/funnel.ts';
import { retention } from '../../tools/amplitude/retention.ts';
import { revenueLtv } from '../../tools/amplitude/revenue-ltv.ts';
import { sessionLength } from '../../tools/amplitude/session-length.ts';
import { userComposition } from '../../tools/amplitude/user-composition.ts';
import { listActivities } from '../../tools/chartmogul/list-activities.ts';
import { subscriptionRevenue } from '../../tools/fynn/subscription-revenue.ts';
import { customerMetrics } from '../../tools/qonversion/customer-metrics.ts';
import { dates } from '../support/amplitude-funnel.ts';
import { recordedLtv } from '../support/amplitude-ltv.ts';
import { recordedRetention } from '../support/amplitude-retention.ts';
import { reportCompared } from '../support/ask-compared.ts';
import { entry, page } from '../support/chartmogul-activities.ts';
import { fynnPages, fynnRow } from '../support/fynn-rows.ts';

// Ten days are no whole weeks, so weekdays differ.
const range = { start: '2026-08-05', end: '2026-08-14' };
const [later, earlier] = [dates('2026-08-05', 10), dates('2026-07-26', 10)];

type Sides = [later: unknown, earlier: unknown];
const series = (label: string, days: string[], value: number | null = 50) => ({
  data: { series: [days.map(() => value)], seriesLabels: [label], xValues: days },
});
const values = (name: string) => ({ data: { series: [[50]], xValues: [name] } });
const bins = (...labels: string[]) => ({ data: { series: [labels.map(() => 90)], xValues: labels } });
const group = (name: string) => ({ data: [{ groupValue: name, cumulativeRaw: [100, 40] }] });
const cohorts = (start: string, name: string, days = 10) => ({
  data: {
    series: [recordedRetention({ start, days, today: '2026-08-15', back: (all) => all })],
    seriesLabels: [name],
  },
});
const values90 = (days: string[], name: string) => ({
  data: { series: [recordedLtv({ cohorts: days, users: () => 50, value: (n) => n })], seriesLabels: [name] },
});
const clients = (clientsWithEvent: number) => ({ data: { clientsWithEvent, activeSubscribers: 40 } });
const activity = (date: string, more: boolean) => page([entry({ date: `${date}T09:00:00Z` })], more, 'next');

// One answer of all dates, in which none of one range has its counterpart in the other.
const [book] = fynnPages([fynnRow('2026-08-05', 9), fynnRow('2026-07-27', 8)]);

const declined: [what: string, tool: Tool, args: Record<string, unknown>, sides: Sides][] = [
  ['other groups', activeUsers, { group_by: 'os' }, [series('a', later), series('b', earlier)]],
  ['other groups', eventSegmentation, { events: 'x', group_by: 'os' }, [series('a', later), series('b', earlier)]],
  [
    'bins that are not the same',
    eventSegmentation,
    { events: [{ event_type: 'x', group_by: [{ type: 'event', property: 'n' }] }], metric: 'histogram' },
    [bins('1'), bins('2')],
  ],
  ['bins that are not the same', sessionLength, {}, [bins('0s-3s'), bins('0s-9s')]],
  ['other values', userComposition, { property: 'os' }, [values('a'), values('b')]],
  ['a day that still runs', userComposition, { property: 'os', end: '2026-08-15' }, [values('a'), values('a')]],
  ['other groups', funnel, { events: ['x', 'y'], group_by: 'os' }, [group('a'), group('b')]],
  [
    'other groups',
    retention,
    { start_event: '_new', return_event: '_active', group_by: 'os' },
    [cohorts('2026-08-05', 'a'), cohorts('2026-07-26', 'b')],
  ],
  [
    'no whole cohort in both',
    retention,
    { start_event: '_new', return_event: '_active' },
    [cohorts('2026-08-05', 'a', 2), cohorts('2026-08-01', 'a', 2)],
  ],
  ['no whole cohort in both', revenueLtv, {}, [values90(later.slice(0, 2), 'a'), values90(earlier.slice(5, 7), 'a')]],
  ['other groups', revenueLtv, { group_by: 'os' }, [values90(later, 'a'), values90(earlier, 'b')]],
  [
    'a range that was cut',
    listActivities,
    { max_entries: 1 },
    [activity('2026-08-06', true), activity('2026-07-27', false)],
  ],
  ['no date in both', subscriptionRevenue, {}, [book, book]],
  ['fewer clients', customerMetrics, {}, [clients(90), clients(120)]],
];

const alignment = /aligned|weekday|overlap|differ in length/;

describe('a comparison that is declined says nothing of how the ranges are aligned', () => {
  it.each(declined.map(([what, tool, ...rest]) => [tool.name, what, tool, ...rest] as const))(
    '%s: %s',
    (_, _what, tool, args, [now, before]) => {
      const told = reportCompared(tool, { ...range, ...args }, { now: [now], before: [before] });
      expect(told.headline.join(' ')).toMatch(/no change is (?:told|called)/i);
      expect(told.notes.filter((note) => alignment.test(note))).toEqual([]);
    },
  );

  it('and one that is told does', () => {
    const told = reportCompared(activeUsers, range, { now: [series('', later)], before: [series('', earlier)] });
    expect(told.notes).toContainEqual(expect.stringMatching(/^The ranges are aligned by position, not by weekday/));
  });
});
