import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsOf } from '../../../tools/fynn/subscription-revenue-points.ts';
import { rows } from '../../../tools/fynn/subscription-revenue-rows.ts';

const sent = {
  date: '2026-08-01 00:00:00',
  currency_code: 'EUR',
  revenue: '100.00',
  new_revenue: '10.00',
  expansion_revenue: null,
  churn_revenue: 5,
};

/** Fine, but not as usual: a list with it is read by the schema from its first row on. */
const unusual = { ...sent, date: '2026-08-02 00:00:00', revenue: '+110.00' };

const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  0,
  7,
  -1.5,
  '12',
  '-3.25',
  '+4',
  'x',
  true,
  [],
  {},
  Number.NaN,
);

describe('a row', () => {
  it('is read the same whatever stands beside it', () => {
    const changed = fc.record({ key: fc.constantFrom(...Object.keys(sent)), value: odd });
    fc.assert(
      fc.property(changed, ({ key, value }) => {
        const one = { ...sent, [key]: value };
        const [quick, slow] = [rows.safeParse([one]), rows.safeParse([one, unusual])];
        expect(quick.success).toBe(slow.success);
        expect(quick.error?.issues[0]?.path).toEqual(slow.error?.issues[0]?.path);
        expect(pointsOf(quick.data ?? []).points).toEqual(pointsOf(slow.data?.slice(0, 1) ?? []).points);
      }),
    );
  });

  it('that comes twice counts once, and contradicts only where an amount differs', () => {
    const again = (changes: Record<string, unknown>) => {
      const read = pointsOf(rows.parse([sent, { ...sent, ...changes }]));
      return [read.points.length, read.repeated, read.contradicting];
    };
    expect(again({})).toEqual([1, 1, 0]);
    expect(again({ revenue: 100, new_revenue: '10', expansion_revenue: 0, churn_revenue: '5.000' })).toEqual([1, 1, 0]);
    expect(again({ revenue: '100.0000000000000000' })).toEqual([1, 1, 0]);
    expect(again({ revenue: null })).toEqual([1, 1, 1]);
    expect(again({ churn_revenue: '5.01' })).toEqual([1, 1, 1]);
    expect(again({ currency_code: 'USD' })).toEqual([2, 0, 0]);
  });
});
