import { describe, expect, it } from 'vitest';
import { newestFirst } from '../../../src/report/cohort-period.ts';

describe('the order of cohorts', () => {
  it('is newest first, those without a date last and among themselves as they were', () => {
    const sent = [
      ...[{ first: null, key: 'a' }, { first: '2025-12-31' }, { first: '2026-08-02' }],
      ...[{ first: null, key: 'b' }, { first: '2026-08-14' }, { first: '2026-08-02', key: 'c' }],
    ];
    expect(sent.toSorted(newestFirst)).toEqual([
      ...[{ first: '2026-08-14' }, { first: '2026-08-02' }, { first: '2026-08-02', key: 'c' }],
      ...[{ first: '2025-12-31' }, { first: null, key: 'a' }, { first: null, key: 'b' }],
    ]);
  });
});
