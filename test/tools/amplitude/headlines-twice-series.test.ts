import fc from 'fast-check';
import { expect, it } from 'vitest';
import { activeUsers } from '../../../tools/amplitude/active-users.ts';
import { averageSessionLength } from '../../../tools/amplitude/average-session-length.ts';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { sessionsPerUser } from '../../../tools/amplitude/sessions-per-user.ts';
import { report } from '../../support/ask.ts';
import { type Dice, diceOf } from '../../support/compared-twice.ts';
import {
  dated,
  expectChange,
  expectCount,
  expectDecimal,
  expectPoints,
  expectShare,
  inPlural,
  mustSay,
  numberIn,
  said,
} from '../../support/headline.ts';
import { answerFrom, type Known, knownOf, type Made, made, type Rhythm, sumOf } from '../../support/series-twice.ts';

interface Kind {
  tool: typeof activeUsers;
  args: object;
  /** What stands behind a figure. */
  noun: string;
  /** What makes a figure of whole numbers one that the vendor may send. */
  scale: number;
  /** What the whole range is: the vendor's figure as people, a sum, or the vendor's figure. */
  whole: 'people' | 'sum' | 'new' | 'own';
  expected(shown: string | undefined, value: number | null): void;
}

const event = { events: [{ event_type: 'Play' }] };
const price = { events: [{ event_type: 'Play', group_by: [{ type: 'event', property: 'price' }] }] };
const segmented = { tool: eventSegmentation, noun: '', scale: 1, whole: 'own', expected: expectDecimal } as const;
const percent = (shown: string | undefined, value: number | null) => expectShare(shown, value, 1);
const users = { tool: activeUsers, scale: 1, expected: expectCountOrMean } as const;

const kinds: Record<string, Kind> = {
  active: { ...users, args: { metric: 'active' }, noun: ' active users', whole: 'people' },
  new: { ...users, args: { metric: 'new' }, noun: ' new users', whole: 'new' },
  uniques: { ...segmented, args: event, noun: ' users', whole: 'people', expected: expectCountOrMean },
  totals: { ...segmented, args: { ...event, metric: 'totals' }, noun: ' events', whole: 'sum' },
  pct_dau: {
    ...{ ...segmented, args: { ...event, metric: 'pct_dau' }, noun: ' of active users' },
    ...{ scale: 1 / 8192, expected: percent },
  },
  average: { ...segmented, args: { ...event, metric: 'average' }, noun: ' events per user', scale: 1 / 64 },
  sums: { ...segmented, args: { ...price, metric: 'sums' }, noun: ' sum of price', scale: 1 / 4, whole: 'sum' },
  formula: { ...segmented, args: { ...event, metric: 'formula', formula: 'UNIQUES(A) / 7' }, scale: 1 / 8 },
  length: { ...segmented, tool: averageSessionLength, args: {}, expected: expectSeconds },
  sessions: { ...segmented, tool: sessionsPerUser, args: {}, noun: ' sessions per user', scale: 1 / 128 },
};

it.each(Object.keys(kinds))('%s: latest, change, mean, peak, low and whole range are those of the payload', (name) => {
  const kind = kinds[name];
  if (kind === undefined) throw new Error(name);
  const rhythms: Rhythm[] = name === 'length' || name === 'sessions' ? ['daily'] : ['daily', 'weekly', 'monthly'];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.constantFrom(...rhythms), (seed, rhythm) => {
      const dice = diceOf(seed);
      const one = made(dice, rhythm, kind.scale);
      const series = one.series[0] ?? [];
      const own = ownFigure(dice, one, kind);
      const [range, interval] = [{ start: one.start, end: one.end }, rhythms.length > 1 ? { interval: rhythm } : {}];
      const body = answerFrom({ ...one, series: [series] }, [own], dice);
      const headline = inPlural(report(kind.tool, { ...kind.args, ...range, ...interval }, [body]).headline);
      const known = knownOf(one, series, rhythm);
      const whole = wholeOf(one, series, known, own, kind);
      if (saysNothing(one, series, own, kind))
        expect(headline).toEqual([expect.stringMatching(/^No data: [^1-9]*for .*\d{4}-/)]);
      else {
        expectWhole(headline, whole, kind);
        expectLatest(headline, known, rhythm, kind);
        expectSpread(headline, known, rhythm, kind);
      }
    }),
    { numRuns: 60 },
  );
});

/** Nothing was sent; or nothing happened, which a share or a ratio of 0 does not mean. */
function saysNothing({ dates }: Made, series: Made['series'][0], own: number | null, { tool, whole }: Kind): boolean {
  const sent = series.slice(0, dates.length).filter((value) => value !== null);
  const [ratio, figure] = [whole === 'own' && tool === eventSegmentation, whole === 'sum' ? null : own];
  return (sent.length === 0 && figure === null) || (!ratio && ![...sent, figure].some(Boolean));
}

function ownFigure(dice: Dice, { series }: Made, { scale, whole }: Kind): number | null {
  if (dice.now(0.3)) return null;
  const most = Math.max(0, ...(series[0] ?? []).map((value) => value ?? 0));
  // Now and then one that no count of people can be: lower than the people of one day.
  const factor = whole === 'people' ? dice.part() * 4 : dice.part();
  return Math.floor((factor * most) / scale) * scale;
}

function wholeOf(one: Made, series: Made['series'][0], known: Known, own: number | null, { whole }: Kind) {
  const peak = Math.max(...known.values.map(({ value }) => value));
  if (whole === 'own') return own;
  if (whole === 'people') return own !== null && own < peak ? null : own;
  if (whole === 'sum') return sumOf(one, series);
  const complete = one.rhythm === 'daily' && !known.holes && series.length >= one.dates.length;
  return own ?? (complete && !series.slice(0, one.dates.length).includes(null) ? sumOf(one, series) : null);
}

const meanings = { people: ', each counted once', new: ', each counted once', sum: ' in all' };

function expectWhole(headline: readonly string[], whole: number | null, kind: Kind): void {
  const meaning = kind.whole === 'own' ? " over the whole range (the vendor's own figure)" : meanings[kind.whole];
  const found = said(headline, `{range}: {whole}${kind.noun}${meaning}.`);
  if (whole === null) expect(found).toBeNull();
  else kind.expected(found?.whole, whole);
}

function expectLatest(headline: readonly string[], { values }: Known, rhythm: Rhythm, { noun, expected }: Kind): void {
  const [latest, word] = [values.at(-1), { daily: 'day, ', weekly: '', monthly: '' }[rhythm]];
  if (latest === undefined) {
    const noun = { daily: 'day', weekly: 'week', monthly: 'month' }[rhythm];
    expect(headline).toContain(`No complete ${noun} with data in this range.`);
    return;
  }
  const named = (date: string) =>
    ({ daily: dated(date), weekly: `week of ${date}`, monthly: `month of ${date}` })[rhythm];
  const before = values.find(({ date }) => date === earlier(latest.date, rhythm));
  const start = `Latest complete ${word}${named(latest.date)}: {latest}${noun}`;
  const found =
    before === undefined
      ? mustSay(headline, `${start} (nothing to compare with in this range).`)
      : mustSay(headline, `${start}, {change} against ${named(before.date)} ({before}${noun}).`);
  expected(found.latest, latest.value);
  if (before === undefined) return;
  expected(found.before, before.value);
  if (expected === percent) expectPoints(found.change, before.value, latest.value);
  else expectChange(found.change, before.value, latest.value);
}

function expectSpread(headline: readonly string[], { values }: Known, rhythm: Rhythm, { noun, expected }: Kind): void {
  const at = rhythm === 'daily' ? 'on' : 'in the';
  const template = `{kind}ean {mean}${noun} over {size} complete {periods}, peak {peak}${noun} ${at} {high}, low {low}${noun} ${at} {bottom}`;
  const found = said(headline, `${template}.`);
  if (values.length === 0) {
    expect(found).toBeNull();
    return;
  }
  const figures = values.map(({ value }) => value);
  const [most, least] = [Math.max(...figures), Math.min(...figures)];
  expected(found?.mean, figures.reduce((sum, value) => sum + value, 0) / figures.length);
  expectCount(found?.size, figures.length);
  expected(found?.peak, most);
  expected(found?.low, least);
  expect(found?.high).toContain(values.find(({ value }) => value === most)?.date);
  expect(found?.bottom).toContain(values.find(({ value }) => value === least)?.date);
}

function earlier(date: string, rhythm: Rhythm): string {
  const day = new Date(date);
  if (rhythm === 'monthly') day.setUTCMonth(day.getUTCMonth() - 1);
  else day.setUTCDate(day.getUTCDate() - 7);
  return day.toISOString().slice(0, 10);
}

/** People are whole, their mean is not. */
function expectCountOrMean(shown: string | undefined, value: number | null): void {
  expectDecimal(shown, value);
}

/** "12.5 s", or "2 min = 120 s". */
function expectSeconds(shown: string | undefined, value: number | null): void {
  const [, seconds] = /(?:^|= )([\d,.]+) s$/.exec(shown ?? '') ?? [];
  const off = Math.abs(numberIn(seconds) - (value ?? Number.NaN));
  expect(off).toBeLessThanOrEqual((value ?? 0) < 59.95 ? 0.05001 : 0.5001);
}
