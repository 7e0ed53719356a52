import fc from 'fast-check';
import { expect, it } from 'vitest';
import { activeUsers } from '../../../tools/amplitude/active-users.ts';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { report } from '../../support/ask.ts';
import { ago, diceOf, names, times } from '../../support/compared-twice.ts';
import { dated, expectChange, expectDecimal, inPlural, mustSay } from '../../support/headline.ts';
import { answerFrom, knownOf, made, sumOf } from '../../support/series-twice.ts';

const events = { events: [{ event_type: 'Play' }] };
const kinds = {
  active: { tool: activeUsers, args: {}, about: '', noun: ' active users', range: ' over the range', sums: false },
  uniques: {
    tool: eventSegmentation,
    args: events,
    about: 'Play, ',
    noun: ' users',
    range: ' over the range',
    sums: false,
  },
  totals: {
    ...{ tool: eventSegmentation, args: { ...events, metric: 'totals' }, about: 'Play, ' },
    ...{ noun: ' events', range: ' in all', sums: true },
  },
};

type Point = { date: string; value: number };

interface Group {
  name: string;
  values: Point[];
  whole: number | null;
}

it.each(Object.values(kinds))('groups of$noun: each has its own figures, whatever their order', (kind) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer({ min: 2, max: 4 }), (seed, size) => {
      const dice = diceOf(seed);
      const one = made(dice, 'daily', 1, size);
      const own = one.series.map((series) => {
        const most = Math.max(0, ...series.map((value) => value ?? 0));
        return dice.now(0.2) ? null : Math.floor(most * (0.8 + 2 * dice.part()));
      });
      const shuffled = names
        .slice(0, size)
        .map((name) => ({ name, key: dice.part() }))
        .sort((a, b) => a.key - b.key);
      const groups = one.series.map((series, index): Group => {
        const { values } = knownOf(one, series, 'daily');
        const [peak, sent] = [Math.max(...values.map(({ value }) => value)), own[index] ?? null];
        const people = sent !== null && sent < peak ? null : sent;
        return { name: shuffled[index]?.name ?? '', values, whole: kind.sums ? sumOf(one, series) : people };
      });
      const body = answerFrom(
        one,
        own,
        dice,
        shuffled.map(({ name }) => (dice.now(0.5) ? name : [0, name])),
      );
      const range = { start: one.start, end: one.end };
      const headline = inPlural(report(kind.tool, { ...kind.args, ...range, group_by: 'os' }, [body]).headline);
      fc.pre(groups.some(({ values, whole }) => (whole ?? 0) !== 0 || values.some(({ value }) => value !== 0)));
      expectGroups(headline, ranked(groups), `${kind.about}${size} series, ${one.start} to ${one.end}`, kind);
    }),
    { numRuns: 80 },
  );
});

function ranked(groups: readonly Group[]): Group[] {
  const whole = groups.every((one) => one.whole !== null);
  const mean = ({ values }: Group) => values.reduce((sum, { value }) => sum + value, 0) / values.length;
  const size = (one: Group) => (whole ? (one.whole ?? 0) : one.values.length === 0 ? -1 : mean(one));
  return groups.toSorted((a, b) => size(b) - size(a));
}

type Kind = (typeof kinds)[keyof typeof kinds];

function expectGroups(headline: readonly string[], groups: readonly Group[], start: string, kind: Kind): void {
  const latest = groups.find(({ values }) => values.length > 0)?.values.at(-1)?.date;
  const told = mustSay(headline, `${start}, largest first; {newest}:`).newest ?? '';
  const base = / change against (.+)$/.exec(told)?.[1];
  const named = latest === undefined ? 'no complete day with data' : `latest complete day ${dated(latest)}`;
  expect(told.startsWith(named)).toBe(true);
  const lines = headline.slice(1);
  expect(lines).toHaveLength(groups.length > 3 ? 1 : groups.length);
  const changes = lines.map((text, place) => {
    const one = groups[place];
    if (one === undefined || !text.startsWith(`${one.name}: `)) throw new Error(`not ${one?.name}: ${text}`);
    return expectLine(text.slice(one.name.length + 2, -1), one, latest, kind);
  });
  // A change says against what, and nothing else is said to be one.
  expect(base).toBe(latest !== undefined && changes.includes(true) ? dated(ago(latest, 7)) : undefined);
}

/** Whether the line tells a change. */
function expectLine(text: string, { values, whole }: Group, latest: string | undefined, kind: Kind): boolean {
  const parts = text.split(', ');
  const part = (start: RegExp) => parts.find((words) => start.test(words));
  const all = parts.find((words) => words.endsWith(kind.range));
  if (whole === null) expect(all).toBeUndefined();
  else expectDecimal(all?.replace(`${kind.noun}${kind.range}`, ''), whole);
  const [newest, change] = [values.at(-1), part(/ %$| times as much$|^n\/a$/)];
  const before = values.find(({ date }) => newest !== undefined && date === ago(newest.date, 7));
  if (newest === undefined) {
    expect([part(/^latest /), part(/^peak /), part(/^low /), change]).toEqual(times(4, () => undefined));
    if (whole === null) expect(text).toBe('no data in complete periods');
    return false;
  }
  const shown = part(/^latest /)
    ?.replace('latest ', '')
    .replace(kind.noun, '');
  const other = newest.date === latest ? '' : ` (${newest.date})`;
  expect(shown?.endsWith(other)).toBe(true);
  expectDecimal(shown?.replace(other, ''), newest.value);
  const told = newest.date === latest && before !== undefined;
  if (told) expectChange(change, before.value, newest.value);
  else expect(change).toBeUndefined();
  expectExtreme(part(/^peak /), values, Math.max(...values.map(({ value }) => value)));
  expectExtreme(part(/^low /), values, Math.min(...values.map(({ value }) => value)));
  return told;
}

function expectExtreme(words: string | undefined, values: readonly Point[], value: number): void {
  const [, shown, date] = /^\w+ (\S+) on (.+)$/.exec(words ?? '') ?? [];
  expectDecimal(shown, value);
  expect(date).toBe(dated(values.find((one) => one.value === value)?.date ?? ''));
}

it('series without names of their own are never mixed up', () => {
  const day = ago('2026-08-15', 1);
  const series = times(3, (index) => [10 ** index]);
  const told = report(activeUsers, { start: day, end: day, group_by: 'os' }, [{ data: { series, xValues: [day] } }]);
  expect(told.headline.slice(1).map((line) => line.split(',')[0])).toEqual([
    'group 3: latest 100 active users',
    'group 2: latest 10 active users',
    'group 1: latest 1 active user',
  ]);
});
