import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listActivities } from '../../../tools/chartmogul/list-activities.ts';
import { report } from '../../support/ask.ts';
import { page } from '../../support/chartmogul-activities.ts';
import { expectShare, mustSay, ofCents, said } from '../../support/headline.ts';

const kinds = ['new_biz', 'reactivation', 'expansion', 'contraction', 'churn'];

const activity = fc.record({
  cents: fc.integer({ min: -9_000_000, max: 9_000_000 }),
  quoted: fc.boolean(),
  currency: fc.constantFrom('EUR', 'USD', 'GBP', 'JPY'),
  type: fc.constantFrom(...kinds, 'transfer'),
  // May to July, in zones that put some of them into another month.
  minute: fc.integer({ min: 14 * 60, max: 91 * 24 * 60 }),
  zone: fc.constantFrom('+00:00', '-07:00', '+14:00'),
  customer: fc.option(fc.constantFrom('a', 'b', 'c')),
  twice: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});
type Activity = { cents: number; currency: string; type: string; month: string };

const first = Date.UTC(2026, 4, 1);
const hours = { '+00:00': 0, '-07:00': -7, '+14:00': 14 };

it('the movement of each currency, type and month is the sum of its activities, each once', () => {
  fc.assert(
    fc.property(
      fc.array(activity, { maxLength: 25 }),
      fc.option(fc.constantFrom(...kinds)),
      fc.boolean(),
      (made, type, more) => {
        const sent = made.flatMap((one, index) => {
          const instant = first + one.minute * 60_000;
          const local = new Date(instant + hours[one.zone] * 3_600_000).toISOString().slice(0, 19);
          const entry = {
            ...{ uuid: `u${index}`, currency: one.currency, type: type ?? one.type, date: `${local}${one.zone}` },
            ...{ 'activity-mrr-movement': one.quoted ? String(one.cents) : one.cents, 'customer-uuid': one.customer },
          };
          return one.twice ? [entry, entry] : [entry];
        });
        const activities = made.map(({ cents, currency, minute, ...one }) => {
          const month = new Date(first + minute * 60_000).toISOString().slice(0, 7);
          return { cents, currency, month, type: type ?? one.type };
        });
        const half = Math.floor(sent.length / 2);
        const pages = [page(sent.slice(0, half), true, 'next'), page(sent.slice(half), more, more ? 'on' : 'end')];
        const args = { start: '2026-05-01', end: '2026-07-31', ...(type === null ? {} : { type }) };
        const { headline, partial } = report(listActivities, args, pages);
        expect(partial !== undefined).toBe(more);
        if (activities.length === 0)
          expect(headline.join()).toMatch(more ? /^Partial: no activities/ : /^No activities/);
        else expectSums(headline, activities, type, more);
      },
    ),
    { numRuns: 80 },
  );
});

function expectSums(headline: readonly string[], all: readonly Activity[], type: string | null, more: boolean): void {
  const number = `${all.length} ${all.length === 1 ? 'activity' : 'activities'}`;
  const range = '2026-05-01 to 2026-07-31 (UTC)';
  expect(headline[0]).toMatch(more ? `Partial: only ${number} ` : `${number}, ${range}, all read.`);
  const codes = [...new Set(all.map(({ currency }) => currency))];
  const sizes = codes.map((code) => all.filter(({ currency }) => currency === code).length).sort((a, b) => b - a);
  const told = codes.filter((code) => headline.some((sentence) => sentence.startsWith(`${code}: `)));
  expect(told).toHaveLength(Math.min(2, codes.length));
  for (const code of told) {
    const own = all.filter(({ currency }) => currency === code);
    expect(own.length).toBeGreaterThanOrEqual(sizes[told.length - 1] ?? 0);
    expectCurrency(headline, code, own, type);
  }
  const others = codes.filter((code) => !told.includes(code));
  const rest = said(headline, 'In other currencies ({part} of the activities): {amounts}.');
  expect(rest === null).toBe(others.length === 0);
  if (rest === null) return;
  const beside = all.filter(({ currency }) => others.includes(currency));
  expectShare(rest.part, beside.length, all.length);
  for (const code of others) expect(rest.amounts?.split(', ')).toContain(ofCents(sum(beside, code), code));
}

function expectCurrency(
  headline: readonly string[],
  code: string,
  own: readonly Activity[],
  type: string | null,
): void {
  const net = type === null ? `net MRR movement ${ofCents(sum(own, code), code)}; ` : '';
  const parts = mustSay(headline, `${code}: ${net}{parts}.`).parts?.split(', ') ?? [];
  const types = type === null ? kinds : [type];
  for (const one of [...new Set([...types, ...own.map((each) => each.type)])]) {
    const some = own.filter((each) => each.type === one);
    const words = `${one} ${ofCents(sum(some, code), code)} (${some.length})`;
    expect(parts.some((part) => part === (some.length === 0 ? `no ${one}` : words))).toBe(true);
  }
  const months = said(headline, `${code} by month: {months}.`);
  for (const part of months?.months?.split(', ') ?? []) {
    const [month = '', shown] = [part.slice(0, 7), part.slice(8).replace(' (part)', '')];
    const some = own.filter((each) => each.month === month);
    expect(shown).toBe(ofCents(sum(some, code), code));
  }
}

function sum(all: readonly Activity[], code: string): number {
  return all.reduce((total, { currency, cents }) => total + (currency === code ? cents : 0), 0);
}
