import { laterRows } from '../../src/report/later-rows.ts';
import type { Cell, Column, Table } from '../../src/tool.ts';
import type { Day } from './funnel-days.ts';
import type { Funnel } from './funnel-reading.ts';

/** The by-day tables of funnels, newest first; none where the days cannot be read. `who` tells several funnels apart. */
export function dayTables(funnels: readonly Funnel[], who: readonly Column[], interval: string): Table[] {
  const daily = funnels.filter(({ days }) => days.slots.length > 0);
  if (daily.length === 0) return [];
  const steps = Math.max(...daily.map(({ steps }) => steps.length));
  const places = Array.from({ length: steps }, (_, index) => index);
  const date: Column[] = [...who, { name: 'date', type: 'date' }];
  const rows = (cells: (day: Day) => Cell[]) =>
    laterRows(
      daily,
      ({ days }) => days.slots,
      ({ name, days }, _, index): Cell[] => {
        const day = days.days.at(-1 - index);
        return day === undefined ? [] : [...(who.length > 0 ? [name] : []), day.at, ...cells(day)];
      },
    );
  return [
    outcomes(date, rows, interval),
    ...(steps > 2 ? [users(date, rows, places)] : []),
    ...(daily.some(({ days }) => days.timed) ? [times(date, rows, places)] : []),
  ];
}

type Rows = (cells: (day: Day) => Cell[]) => Cell[][];

function outcomes(date: Column[], rows: Rows, interval: string): Table {
  const columns: Column[] = [
    ...date,
    { name: 'entrants', type: 'count' },
    { name: 'finished', type: 'count' },
    { name: 'conversion', type: 'percent' },
    { name: 'state', type: 'label' },
  ];
  const cells = ({ users, conversion, state }: Day) => [users[0] ?? null, users.at(-1) ?? null, conversion, state];
  const title = `by date of entry (a user counts in each), ${interval}, newest first`;
  return { name: 'days', title, columns, rows: rows(cells), show: date.length > 1 ? 0 : 7 };
}

function users(date: Column[], rows: Rows, places: readonly number[]): Table {
  const columns = places.map((place): Column => ({ name: `step_${place + 1}`, type: 'count' }));
  const cells = (day: Day) => places.map((place) => day.users[place] ?? null);
  const title = 'users at each step by date of entry';
  return { name: 'day_steps', title, columns: [...date, ...columns], rows: rows(cells), show: 0 };
}

function times(date: Column[], rows: Rows, places: readonly number[]): Table {
  const into = places.map((place) => (place === 0 ? 'whole' : `into_${place + 1}`));
  const columns = ['median', 'average'].flatMap((kind) =>
    into.map((name): Column => ({ name: `${kind}_${name}`, type: 'seconds' })),
  );
  const cells = ({ medians, averages }: Day) =>
    [medians, averages].flatMap((kind) => places.map((place) => kind[place] ?? null));
  const title = 'times of the whole funnel and into each step, by date of entry';
  return { name: 'day_times', title, columns: [...date, ...columns], rows: rows(cells), show: 0 };
}
