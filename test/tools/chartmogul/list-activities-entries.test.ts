import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activitiesOf, customerOf, entries, mrrAfter } from '../../../tools/chartmogul/list-activities-entries.ts';
import { utcTime } from '../../../tools/chartmogul/list-activities-time.ts';

const sent = {
  'activity-mrr-movement': 4000,
  'activity-mrr': '9050',
  currency: 'USD',
  date: '2026-08-01T10:00:00+00:00',
  type: 'new_biz',
  description: 'purchased',
  'plan-external-id': null,
  'subscription-external-id': 'sub_1',
  'customer-name': 'Acme',
  'customer-uuid': 'cus_5a1c',
  'customer-external-id': 'c_1',
  uuid: 'a',
};

/** Fine, but not as usual: a list with it is read by the schema from its first entry on. */
const unusual = { ...sent, uuid: 'unusual', description: 5 };

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
const dates = fc.constantFrom(
  '2026-08-01',
  '2026-02-30T10:00:00Z',
  '2026-08-31T24:00:00Z',
  '2026-08-01 10:00',
  'today',
);

describe('an entry', () => {
  it('is read the same whatever stands beside it', () => {
    const changed = fc.record({ key: fc.constantFrom(...Object.keys(sent)), value: fc.oneof(odd, dates) });
    fc.assert(
      fc.property(changed, ({ key, value }) => {
        const one = { ...sent, [key]: value };
        const [quick, slow] = [entries.safeParse([one]), entries.safeParse([one, unusual])];
        expect(quick.success).toBe(slow.success);
        expect(quick.error?.issues[0]?.path).toEqual(slow.error?.issues[0]?.path);
        expect(told(quick.data)).toEqual(told(slow.data?.slice(0, 1)));
      }),
    );
  });

  it('has a time in UTC, whatever the day and its zone', () => {
    const time = fc.record({
      day: fc.date({ min: new Date('1999-12-25'), max: new Date('2032-03-05'), noInvalidDate: true }),
      end: fc.constantFrom('Z', '+00:00', ' UTC', '+02:00', '-0930', '', '.123Z'),
    });
    fc.assert(
      fc.property(time, ({ day, end }) => {
        const text = `${day.toISOString().slice(0, 19)}${end}`;
        const own = Date.parse(text.replace(' UTC', 'Z').replace(/(?<=T[\d:]{8})$/, 'Z'));
        expect(utcTime(text)).toBe(`${new Date(own).toISOString().slice(0, 19)}Z`);
      }),
    );
  });
});

function told(data: Parameters<typeof activitiesOf>[0] | undefined) {
  return activitiesOf(data ?? []).activities.map(({ movement, sent: one, ...others }) => ({
    ...others,
    movement: movement.text(),
    after: mrrAfter(one)?.text(),
    customer: customerOf(one),
  }));
}
