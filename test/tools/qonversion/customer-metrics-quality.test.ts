import { describe, expect, it } from 'vitest';
import { customerMetrics } from '../../../tools/qonversion/customer-metrics.ts';
import { report } from '../../support/ask.ts';

const data = { clientsWithEvent: 100, activeSubscribers: 40, churnedSubscribers: 4, canceledTrials: 35, sales: '1.00' };
const notes = (changes: object, args = {}) =>
  report(customerMetrics, { start: '2026-06-01', end: '2026-06-30', ...args }, [{ data: { ...data, ...changes } }])
    .notes;

describe('what is doubtful of the counters', () => {
  it('is told first: parts above the whole, rates that are none', () => {
    expect(
      notes({ activeSubscribers: 101, billingRetry: '200', churnedSubscribers: 143, canceledTrials: -1 }).slice(0, 2),
    ).toEqual([
      'activeSubscribers, billingRetry above clientsWithEvent: they may not count the same clients.',
      'churnedSubscribers, canceledTrials outside 0 to 100, so they may be no percentages.',
    ]);
    expect(notes({ activeSubscribers: 100, churnedSubscribers: 100, canceledTrials: 0 }).join()).not.toMatch(/may/);
    expect(notes({ clientsWithEvent: null }).join()).not.toContain('above');
  });

  it('is told of few clients, whose rates are chance', () => {
    const few = 'Fewer than 30 clients: rates and averages are decided by chance.';
    expect(notes({ clientsWithEvent: 29, activeSubscribers: 9 })).toContain(few);
    expect(notes({ clientsWithEvent: 30, activeSubscribers: 9 })).not.toContain(few);
  });
});

describe('young clients', () => {
  const young = (end: string) => notes({}, { end }).find((one) => one.includes('youngest'));

  it('are named for a month after the last of them came', () => {
    expect(young('2026-08-14')).toBe(
      'The youngest clients came less than a day ago: rates, payments and sales still change with age.',
    );
    expect(young('2026-08-13')).toContain('came 1 day ago');
    expect(young('2026-07-17')).toContain('came 28 days ago');
    expect(young('2026-07-15')).toBeUndefined();
  });

  it('are not judged by a date in another zone: a range is running until its last instant', () => {
    const running = (end: string) => notes({}, { end }).includes('Today still runs, so the window is not complete.');
    expect(running('2026-08-15')).toBe(true);
    expect(running('2026-08-15T13:30:00+02:00')).toBe(false);
    expect(running('2026-08-15T12:30:00')).toBe(true);
  });
});
