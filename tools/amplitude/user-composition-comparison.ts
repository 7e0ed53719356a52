import { differenceCells, differenceColumns, differenceWords } from '../../src/report/difference.ts';
import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, plural, share } from '../../src/report/number.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import type { Cell, Table } from '../../src/report/report.ts';
import type { Change } from '../../src/tool.ts';

/** One value of the property and how many users had it. */
export interface Value {
  name: string;
  users: number | null;
}

interface Pair {
  name: string;
  now: number | null;
  before: number | null;
}

/** What changed between the users by value of two ranges that are both over; `property` is as it was asked for. */
export function compareValues(
  now: readonly Value[],
  before: readonly Value[],
  property: string,
  periods: Periods,
): Change {
  const { pairs, notes } = pair(now, before);
  const totals = { now: totalOf(now), before: totalOf(before) };
  return {
    declined: pairs.every(({ now, before }) => now === null || before === null),
    headline: headline(pairs, `${label(property, 40)}, ${bothRanges(periods)}`),
    tables: [table(pairs, totals)],
    notes: [
      ...notes,
      noteOf('reading')(
        'Compared value by value and without a test: shares of user-value pairs are no shares of people.',
      ),
    ],
  };
}

/** Values by their names, those of the later range largest first; a name that stands twice on a side is left out. */
function pair(now: readonly Value[], before: readonly Value[]): { pairs: Pair[]; notes: Note[] } {
  const [own, others] = [byName(now), byName(before)];
  const twice = new Set([...own, ...others].flatMap(([name, value]) => (value === null ? [name] : [])));
  const names = [...new Set([...own.keys(), ...others.keys()])].filter((name) => !twice.has(name));
  const pairs = names.map((name) => ({
    name,
    now: own.get(name)?.users ?? null,
    before: others.get(name)?.users ?? null,
  }));
  const lone = (side: Map<string, unknown>) => names.filter((name) => !side.has(name));
  return {
    pairs: pairs.sort((a, b) => size(b) - size(a)),
    notes: [
      ...loneNote(lone(others), 'later'),
      ...loneNote(lone(own), 'earlier'),
      ...(twice.size === 0
        ? []
        : [missing(`Not compared: ${plural(twice.size, 'value')} that came twice in a range.`)]),
    ],
  };
}

const missing = noteOf('missing');

function loneNote(names: readonly string[], which: string): Note[] {
  if (names.length === 0) return [];
  const named = names.slice(0, 3).map((name) => label(name, 30));
  const more = names.length > 3 ? ` and ${count(names.length - 3)} more` : '';
  return [
    missing(`Only in the ${which} range, so n/a in the other (nothing there, or cut off): ${named.join(', ')}${more}.`),
  ];
}

// What only the earlier range has comes last.
function size({ now, before }: Pair): number {
  return now ?? (before === null ? Number.MIN_SAFE_INTEGER : before - Number.MAX_SAFE_INTEGER);
}

function byName(values: readonly Value[]): Map<string, Value | null> {
  const found = new Map<string, Value | null>();
  for (const value of values) found.set(value.name, found.has(value.name) ? null : value);
  return found;
}

const mostNamed = 3;

function headline(pairs: readonly Pair[], opening: string): string[] {
  const both = pairs.flatMap(({ name, now, before }) =>
    now === null || before === null ? [] : [{ name, now, before }],
  );
  if (both.length === 0) return [`${opening}: no value has a figure in both, so no change is told.`];
  const sentence = ({ name, now, before }: (typeof both)[number]) =>
    `${label(name, 24)}: ${plural(now, 'user')} against ${count(before)}, ${differenceWords({ now, before }, 'count', count)}`;
  return [
    `${opening}, ${plural(both.length, 'value')} in both${both.length > 1 ? ', largest first' : ''}:`,
    `${both.slice(0, mostNamed).map(sentence).join('; ')}.`,
    ...(both.length > mostNamed ? movers(both, sentence) : []),
  ];
}

function movers<One extends { now: number; before: number }>(
  both: readonly One[],
  sentence: (one: One) => string,
): string[] {
  const inOrder = both.toSorted((a, b) => b.now - b.before - (a.now - a.before));
  const [up, down] = [inOrder.at(0), inOrder.at(-1)];
  return [
    ...(up !== undefined && up.now > up.before ? [`Rose most, ${sentence(up)}.`] : []),
    ...(down !== undefined && down.now < down.before ? [`Fell most, ${sentence(down)}.`] : []),
  ];
}

/** All user-value pairs, or null where a value has no figure, or one that cannot be. */
function totalOf(values: readonly Value[]): number | null {
  return values.reduce<number | null>(
    (sum, { users }) => (sum === null || users === null || users < 0 ? null : sum + users),
    0,
  );
}

function table(pairs: readonly Pair[], totals: { now: number | null; before: number | null }): Table {
  return {
    name: 'comparison',
    title: "users by value; shares are of each range's user-value pairs",
    columns: [
      { name: 'value', type: 'label' },
      ...differenceColumns('count'),
      { name: 'current_share', type: 'percent' },
      { name: 'previous_share', type: 'percent' },
    ],
    rows: pairs.map(({ name, now, before }): Cell[] => [
      name,
      ...differenceCells(now, before, 'count'),
      share(now, totals.now),
      share(before, totals.before),
    ]),
    show: 12,
  };
}
