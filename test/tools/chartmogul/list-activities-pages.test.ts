import { describe, expect, it } from 'vitest';
import { listActivities } from '../../../tools/chartmogul/list-activities.ts';
import { bind, requestLine } from '../../support/ask.ts';
import { entry, page } from '../../support/chartmogul-activities.ts';

describe('the request', () => {
  it('covers whole days in UTC, to the last millisecond', () => {
    expect(requestLine(bind(listActivities, { start: '2026-07-01', end: '2026-07-31' }))).toBe(
      '/v1/activities?per-page=200&start-date=2026-07-01T00:00:00Z&end-date=2026-07-31T23:59:59.999Z&order=date',
    );
  });

  it('asks for the last 30 days up to yesterday by default, and costs one call', () => {
    const call = bind(listActivities, {});
    expect(requestLine(call)).toContain('start-date=2026-07-16T00:00:00Z&end-date=2026-08-14T23:59:59.999Z');
    expect(call.price).toEqual({ cost: 1 });
  });

  it('sends date-times as they are, in UTC where they name no zone', () => {
    const args = {
      start: '2026-07-01T10:00:00',
      end: '2026-07-02T10:00:00+02:00',
      type: 'churn',
      order: '-date',
      cursor: 'a=',
    };
    expect(requestLine(bind(listActivities, args))).toBe(
      '/v1/activities?per-page=200&start-date=2026-07-01T10:00:00Z&end-date=2026-07-02T10:00:00+02:00&type=churn&order=-date&cursor=a=',
    );
  });

  it('divides a small or odd number of entries into equal pages', () => {
    expect(requestLine(bind(listActivities, { max_entries: 50 }))).toContain('per-page=50&');
    expect(requestLine(bind(listActivities, { max_entries: 250 }))).toContain('per-page=125&');
    expect(requestLine(bind(listActivities, { max_entries: 2000 }))).toContain('per-page=200&');
  });

  it('refuses what ChartMogul does not know', () => {
    expect(() => bind(listActivities, { type: 'new' })).toThrow(/"type" must be one of "new_biz"/);
    expect(() => bind(listActivities, { order: 'up' })).toThrow(/"order" must be one of "date", "-date"/);
    expect(() => bind(listActivities, { max_entries: 10_001 })).toThrow(/"max_entries" must be at most 10000/);
    expect(() => bind(listActivities, { start: '2026-08-01', end: '2026-07-01' })).toThrow(/"start" .* is after "end"/);
    expect(() => bind(listActivities, { end: '2027-01-01' })).toThrow(/in the future/);
  });
});

describe('the pages', () => {
  const call = bind(listActivities, { max_entries: 400, type: 'churn' });
  const next = (...pages: unknown[]) => call.next(pages, call.request);
  const full = (cursor: string | null, has_more = true) =>
    page(
      Array.from({ length: 200 }, () => entry()),
      has_more,
      cursor,
    );

  it('repeats the filters with the cursor as it is', () => {
    const following = next(full('yZ==/+'));
    expect(following?.query).toEqual([...call.request.query, ['cursor', 'yZ==/+']]);
    const third = bind(listActivities, { type: 'churn' }).next([full('a'), full('b')], following ?? call.request);
    expect(third?.query.filter(([name]) => name === 'cursor')).toEqual([['cursor', 'b']]);
  });

  it('stops at the end although a cursor is sent, and at max_entries', () => {
    expect(next(full('a', false))).toBeNull();
    expect(next(full('a'), full('b'))).toBeNull();
  });

  it('never goes round in circles', () => {
    expect(next(full('a'), page([entry()], true, 'a'))).toBeNull();
    expect(next(full(null))).toBeNull();
    expect(next(full(''))).toBeNull();
    expect(next(page([], true, 'a'))).toBeNull();
    const resumed = bind(listActivities, { cursor: 'a' });
    expect(resumed.next([full('a')], resumed.request)).toBeNull();
  });
});
