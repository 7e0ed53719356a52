import { laterRows } from '../../src/report/later-rows.ts';
import { share } from '../../src/report/number.ts';
import { type Rates, rateCells, rateColumns } from '../../src/report/rate-comparison.ts';
import type { Cell, Column, Table } from '../../src/tool.ts';
import type { ComparedFunnel, Passed } from './funnel-comparison.ts';
import { type FunnelQuestion, isGrouped } from './funnel-reading.ts';

/** The compared rates first, then times side by side and every period with its counterpart. */
export function comparisonTables(compared: readonly ComparedFunnel[], q: FunnelQuestion): Table[] {
  const several = compared.length > 1;
  const who: Column[] = several ? [{ name: isGrouped(q) ? 'group' : 'segment', type: 'label' }] : [];
  const tables = [ratesTable(compared, who), timesTable(compared, who), daysTable(compared, who)];
  return tables.filter(({ rows }) => rows.length > 0);
}

/** The rates that may be held against each other; else those of everybody so far, of which no change is called. */
function ratesTable(compared: readonly ComparedFunnel[], who: Column[]): Table {
  const fair = compared.some(({ over }) => over);
  const settled = compared.some(({ entries }) => entries !== null);
  const rows = [
    ...(fair || !settled ? passedRows(compared, who, ({ users }) => users) : []),
    ...passedRows(compared, who, ({ entries }) => entries),
  ];
  return {
    name: 'comparison',
    title: [
      ...(fair || !settled ? ['users: each once over the range'] : []),
      ...(settled ? ['entries: a user in each period settled in both, intervals by the people behind'] : []),
    ].join('; '),
    columns: [...who, { name: 'figure', type: 'label' }, ...rateColumns],
    rows,
    show: who.length > 0 ? 10 : Math.min(8, 1 + (compared[0]?.users.steps.length ?? 0)),
  };
}

/** All groups' conversion first, then all their steps. */
function passedRows(
  compared: readonly ComparedFunnel[],
  who: Column[],
  pick: (one: ComparedFunnel) => Passed | null,
): Cell[][] {
  const rows = compared.flatMap((one) => {
    const passed = pick(one);
    if (passed === null) return [];
    const refusal = passed.who === 'users' && !one.over ? 'unequal time' : undefined;
    const row = (figure: string, rates: Rates | null): Cell[] => [
      ...(who.length > 0 ? [one.name] : []),
      `${figure}, ${passed.who}`,
      ...rateCells(rates, refusal),
    ];
    const steps = passed.steps.length > 1 ? passed.steps : [];
    return [
      { step: 0, cells: row('all steps', passed.conversion) },
      ...steps.map(({ place, rates }) => ({ step: 1, cells: row(stepWords(place), rates) })),
    ];
  });
  return rows.sort((a, b) => a.step - b.step).map(({ cells }) => cells);
}

export function stepWords(place: number): string {
  return `${place - 1} → ${place}`;
}

/** Nothing tells how times are spread, so no test is made of them. */
function timesTable(compared: readonly ComparedFunnel[], who: Column[]): Table {
  const columns: Column[] = [
    ...who,
    { name: 'into_step', type: 'label' },
    { name: 'median', type: 'seconds' },
    { name: 'previous_median', type: 'seconds' },
    { name: 'average', type: 'seconds' },
    { name: 'previous_average', type: 'seconds' },
  ];
  const rows = compared.flatMap(({ name, now, before }) => {
    const steps = now.steps.slice(1).map(({ place, median, average }): Cell[] => {
      const other = before.steps[place - 1];
      return [String(place), median, other?.median ?? null, average, other?.average ?? null];
    });
    const all: Cell[] = ['whole', now.median, before.median, now.average, before.average];
    return [all, ...steps]
      .filter((cells) => cells.slice(1).some((cell) => cell !== null))
      .map((cells) => [...(who.length > 0 ? [name] : []), ...cells]);
  });
  const over = compared.every((one) => one.over);
  const title = `times of those who converted${over ? '' : ' so far, with unequal time to do so'}; no test is possible`;
  return { name: 'compared_times', title, columns, rows, show: who.length > 0 || !over ? 0 : 4 };
}

function daysTable(compared: readonly ComparedFunnel[], who: Column[]): Table {
  const columns: Column[] = [
    ...who,
    { name: 'date', type: 'date' },
    { name: 'entrants', type: 'count' },
    { name: 'finished', type: 'count' },
    { name: 'conversion', type: 'percent' },
    { name: 'previous_date', type: 'date' },
    { name: 'previous_entrants', type: 'count' },
    { name: 'previous_finished', type: 'count' },
    { name: 'previous_conversion', type: 'percent' },
    { name: 'compared', type: 'flag' },
  ];
  const cells = (users: readonly (number | null)[] | undefined): Cell[] => {
    const [entrants, finished] = [users?.[0] ?? null, users?.at(-1) ?? null];
    return [entrants, finished, share(finished, entrants)];
  };
  const rows = laterRows(
    compared.map(({ name, days }) => ({ name, days: days.toReversed() })),
    ({ days }) => days,
    ({ name }, { now, at, before, settled }): Cell[] => [
      ...(who.length > 0 ? [name] : []),
      ...[now.at, ...cells(now.users), at, ...cells(before?.users), settled],
    ],
  );
  return { name: 'compared_days', title: 'by date of entry, newest first', columns, rows, show: 0 };
}
