import fc from 'fast-check';
import { expect, it } from 'vitest';
import { funnel } from '../../../tools/amplitude/funnel.ts';
import { now, report } from '../../support/ask.ts';
import { ago, type Dice, diceOf, names, sent, times } from '../../support/compared-twice.ts';
import { expectCount, expectShare, mustSay, numberIn, said } from '../../support/headline.ts';
import { outcome } from '../../support/newcombe.ts';

type Figure = number | null;

interface Made {
  name: string;
  totals: Figure[];
  /** Milliseconds of the whole funnel, which may be said to be unknown by -1, 0 or nothing. */
  median: Figure;
  average: Figure;
  /** A row of users at each step for each date, fewer at times. */
  rows: Figure[][];
  incomplete: boolean[];
}

const day = 86_400_000;

function made(dice: Dice, steps: number, dates: number, name: string): Made {
  const counts = (most: number) => {
    const users = times(steps, () => dice.whole(0, most)).sort((a, b) => b - a);
    return users.map((one): Figure => (dice.now(0.04) ? null : one));
  };
  const time = () => [dice.whole(1, 9_000_000), dice.whole(1, 9_000_000), 0, -1, null][dice.whole(0, 4)] ?? null;
  return {
    name,
    ...{ totals: counts(dice.whole(0, 4) * 700), median: time(), average: time() },
    rows: times(dice.now(0.2) ? dates - 1 : dates, () => counts(200)),
    incomplete: times(dates, () => dice.now(0.05)),
  };
}

const element = ({ name, totals, median, average, rows, incomplete }: Made, start: string, how: number) => ({
  groupValue: name,
  cumulativeRaw: totals.map((one) => sent(one, how)),
  medianTransTimes: totals.map((_, step) => (step === 0 ? median : 5)),
  avgTransTimes: totals.map((_, step) => (step === 0 ? average : 5)),
  dayFunnels: {
    xValues: incomplete.map((_, index) => ago(start, -index)),
    series: rows.map((users) => users.map((one) => sent(one, how))),
    isComplete: incomplete.map((one) => !one),
  },
});

const asked = fc.record({ seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }), groups: fc.integer({ min: 1, max: 4 }) });

it('conversion, entrants, times and the biggest drop are those of the counts', () => {
  fc.assert(
    fc.property(asked, ({ seed, groups }) => {
      const dice = diceOf(seed);
      const [steps, dates] = [dice.whole(2, 4), dice.whole(6, 14)];
      const all = times(groups, (index) => made(dice, steps, dates, groups === 1 ? '' : (names[index] ?? '')));
      const [end, hours] = [ago('2026-08-15', dice.whole(0, 9)), dice.whole(1, 100)];
      const start = ago(end, dates - 1);
      const events = times(steps, (index) => `event ${index + 1}`);
      const range = { events, start, end, conversion_window_seconds: hours * 3600 };
      const data = all.map((one) => element(one, start, dice.whole(0, 2)));
      const { headline } = report(funnel, { ...range, ...(groups === 1 ? {} : { group_by: 'os' }) }, [{ data }]);
      const top = all.toSorted((a, b) => (b.totals[0] ?? -1) - (a.totals[0] ?? -1))[0];
      if (top === undefined || !top.totals[0]) {
        const none = all.some(({ totals }) => totals[0] === 0)
          ? '0 users did step 1 (event 1) in this range'
          : '{none}';
        mustSay(headline, `No data: ${none}; conversion n/a.`);
        return;
      }
      const whose = groups === 1 ? '' : `${groups} groups. Most entrants: ${top.name}, `;
      expectConversion(headline, top, whose);
      expectDrop(headline, top, groups === 1 ? '' : `${top.name}: `);
      expectNotFinal(headline, top, start, hours);
      if (groups === 1) expectHalves(headline, top, start, hours);
      else expectExtremes(headline, all);
    }),
    { numRuns: 120 },
  );
});

function expectConversion(headline: readonly string[], { totals, median, average }: Made, whose: string): void {
  const { rate, of, steps, rest } = mustSay(headline, `${whose}{rate} of {of} users finish all {steps} steps ({rest}.`);
  const [entrants = null, finished = null] = [totals[0], totals.at(-1)];
  expectShare(rate, finished, entrants);
  expectCount(of, entrants);
  expectCount(steps, totals.length);
  const words = /^([\d,]+) users?\)/.exec(rest ?? '')?.[1];
  if (finished === null) expect(rest).toMatch(/^how many was not sent\)/);
  else expectCount(words, finished);
  for (const [time, name] of [[median, 'median'] as const, [average, 'average'] as const]) {
    const seconds = new RegExp(`([\\d,.]+) s \\(${name}\\)`).exec(rest ?? '')?.[1];
    if (time === null || time <= 0) expect(seconds).toBeUndefined();
    else expect(Math.abs(numberIn(seconds) - time / 1000)).toBeLessThanOrEqual(time < 59_950 ? 0.05001 : 0.5001);
  }
}

function expectDrop(headline: readonly string[], { totals }: Made, whose: string): void {
  const losses = totals.slice(1).map((users, step) => {
    const before = totals[step] ?? null;
    return users === null || before === null ? 0 : before - users;
  });
  const most = Math.max(...losses);
  const found = said(headline, `${whose}Biggest drop: step {from} → {to} ({names}), {lost} of {of} users, {part}.`);
  if (most <= 0) {
    expect(found).toBeNull();
    return;
  }
  const step = losses.indexOf(most);
  expect([found?.from, found?.to]).toEqual([String(step + 1), String(step + 2)]);
  expectCount(found?.lost, most);
  expectCount(found?.of, totals[step] ?? null);
  expectShare(found?.part, most, totals[step] ?? null);
}

/** Whether a day of entry was over so long ago that everybody had the whole window. */
function isOver(start: string, index: number, hours: number): boolean {
  return Date.parse(start) + (index + 1) * day + hours * 3_600_000 <= now.getTime();
}

function expectNotFinal(headline: readonly string[], { incomplete }: Made, start: string, hours: number): void {
  const open = incomplete.every((flagged, index) => flagged || !isOver(start, index, hours));
  expect(headline.some((sentence) => sentence.startsWith('Not final: for '))).toBe(open);
}

function expectHalves(headline: readonly string[], one: Made, start: string, hours: number): void {
  const settled = one.rows.filter(
    (users, index) =>
      isOver(start, index, hours) && !one.incomplete[index] && users[0] !== null && users.at(-1) !== null,
  );
  const size = Math.floor(settled.length / 2);
  const sentence = 'Settled days, later {late} against earlier {early}: ';
  const found = said(headline, `${sentence}{now} of {of} against {before} of {ofBefore} entries: {verdict}.`);
  if (size < 2) {
    expect(headline.join('\n')).not.toContain('Settled days');
    return;
  }
  const entries = one.rows.reduce((sum, users) => sum + (users[0] ?? 0), 0);
  const people = Math.min(1, (one.totals[0] ?? 0) / entries);
  const sums = (days: Figure[][]) => {
    const sum = (step: number) => days.reduce((all, users) => all + (users.at(step) ?? 0), 0);
    return { hits: sum(-1), of: sum(0), people: sum(0) * people };
  };
  const [later, earlier] = [sums(settled.slice(-size)), sums(settled.slice(0, size))];
  expectShare(found?.now, later.hits, later.of);
  expectShare(found?.before, earlier.hits, earlier.of);
  expectCount(found?.of, later.of);
  expectCount(found?.ofBefore, earlier.of);
  expect([found?.late, found?.early]).toEqual([String(size), String(size)]);
  const words = { higher: /^up /, lower: /^down /, 'no clear change': /^no clear/, 'too few': /^fewer than 30/ };
  expect(Object.entries(words).find(([, starts]) => starts.test(found?.verdict ?? ''))?.[0]).toBe(
    outcome(later, earlier),
  );
}

function expectExtremes(headline: readonly string[], all: readonly Made[]): void {
  const fair = all.flatMap(({ name, totals }) => {
    const [of, hits] = [totals[0] ?? 0, totals.at(-1) ?? null];
    return of < 30 || hits === null ? [] : [{ name, hits, of, rate: hits / of }];
  });
  const sentence =
    'Of the {fair} with at least 30 entrants, best {best}: {high} of {of}; worst {worst}: {low} of {less};';
  const found = said(headline, `${sentence} {apart}.`);
  if (fair.length < 2) {
    expect(found).toBeNull();
    return;
  }
  expectCount(found?.fair, fair.length);
  const [best, worst] = [found?.best, found?.worst].map((name) => fair.find((one) => one.name === name));
  expect(best?.rate).toBe(Math.max(...fair.map(({ rate }) => rate)));
  expect(worst?.rate).toBe(Math.min(...fair.map(({ rate }) => rate)));
  expectShare(found?.high, best?.hits ?? null, best?.of ?? null);
  expectShare(found?.low, worst?.hits ?? null, worst?.of ?? null);
  expectCount(found?.of, best?.of ?? null);
  expectCount(found?.less, worst?.of ?? null);
}
