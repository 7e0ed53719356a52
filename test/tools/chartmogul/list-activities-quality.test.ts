import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/report/calendar.ts';
import { listActivities } from '../../../tools/chartmogul/list-activities.ts';
import { report, table } from '../../support/ask.ts';
import { entry, page } from '../../support/chartmogul-activities.ts';

const july = { start: '2026-07-01', end: '2026-07-31' };
const on = (...days: number[]) => days.map((day) => entry({ date: `${addDays('2026-07-01', day - 1)}T10:00:00Z` }));
const notes = (entries: unknown[], args = {}, more = false) =>
  report(listActivities, { ...july, ...args }, [page(entries, more)]).notes.join('\n');

describe('a quiet stretch', () => {
  const daily = (from: number, to: number) => on(...Array.from({ length: to - from + 1 }, (_, index) => from + index));

  it('is named at the end, where data may have stopped to come', () => {
    expect(notes(daily(1, 20))).toContain(
      'No activity from 2026-07-21 to 2026-07-31 (11 days; every other day has one): nothing moved, or data is missing.',
    );
    expect(notes(daily(1, 10), { end: 'today' })).toContain('No activity from 2026-07-11 to 2026-08-14 (35 days;');
  });

  it('is named in the middle and at the beginning', () => {
    expect(notes([...daily(1, 10), ...on(12), ...daily(20, 31)])).toContain(
      'from 2026-07-13 to 2026-07-19 (7 days; otherwise at most 1 day in a row have none)',
    );
    expect(notes(daily(15, 31))).toContain('from 2026-07-01 to 2026-07-14 (14 days;');
  });

  it('is none where it is shorter than a week, not striking, of few activities, or of a part that was read', () => {
    for (const said of [
      notes([...daily(1, 10), ...daily(17, 31)]),
      notes(on(1, 5, 9, 13, 13, 13, 21, 25, 29, 29, 29)),
      notes(on(1, 1, 2, 2, 3, 3, 4, 4, 5)),
      notes(daily(1, 20), {}, true),
      notes(daily(1, 20), { cursor: 'a' }),
    ])
      expect(said).not.toContain('No activity');
  });
});

describe('what is assumed of activities', () => {
  it('is told: a time without a zone, and no customer', () => {
    const said = notes([
      entry({ date: '2026-07-03T10:00:00' }),
      entry({ date: '2026-07-03 10:00:00 UTC' }),
      entry({ date: '2026-07-03' }),
      ...[1, 2].map(() => entry({ ...{ 'customer-uuid': null, 'customer-external-id': '' }, 'customer-name': null })),
    ]);
    expect(said).toContain('2 activities came without a zone, read as UTC.');
    expect(said).toContain('2 activities without a customer: they count as one customer.');
    expect(notes([entry({ date: '2026-07-03T10:00:00+02:00' })])).not.toMatch(/zone|without/);
  });

  it('is told of currencies without a sentence: how much of the activities they are', () => {
    const of = (currency: string, size: number) => Array.from({ length: size }, () => entry({ currency }));
    const said = report(listActivities, july, [
      page([...of('EUR', 5), ...of('USD', 3), ...of('JPY', 1), ...of('CHF', 1)]),
    ]);
    expect(said.headline[3]).toBe('In other currencies (20.0 % of the activities): JPY 60.00, CHF 60.00.');
  });
});

describe('a running range', () => {
  it('is judged by its last instant, not by its date', () => {
    const running = (end: string) => notes([entry()], { end }).includes('Today still runs');
    expect(running('2026-08-15')).toBe(true);
    expect(running('2026-08-15T11:59:59')).toBe(false);
    expect(running('2026-08-15T13:30:00+02:00')).toBe(false);
    expect(running('2026-08-15T12:30:00')).toBe(true);
    expect(running('2026-08-14')).toBe(false);
  });
});

describe('types that ChartMogul does not document', () => {
  it('are rows of their own and no names of columns, whatever they are called', () => {
    const types = ['churn', 'constructor', '__proto__', 'a,b\nc', 'toString'];
    const entries = types.map((type) => entry({ type, date: '2026-07-03', 'activity-mrr-movement': -100 }));
    const said = report(listActivities, july, [page([...entries, entry({ date: '2026-07-04', currency: 'EUR' })])]);
    expect(table(said, 'month_types').columns.map(({ name }) => name)).toEqual([
      ...['month', 'currency', 'activities'],
      ...['new_biz', 'reactivation', 'expansion', 'contraction', 'churn', 'other_types'],
    ]);
    expect(table(said, 'month_types').rows[0]).toEqual([
      ...['2026-07', 'USD', 5],
      ...['0.00', '0.00', '0.00', '0.00', '-1.00', '-4.00'],
    ]);
    const rows = table(said, 'movements').rows.map(([code, type, , , sum]) => `${code} ${type} ${sum}`);
    expect(rows).toContain('USD constructor -1.00');
    expect(rows).not.toContain('EUR constructor 0.00');
    expect(rows).toContain('EUR churn 0.00');
  });
});
