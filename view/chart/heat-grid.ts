import type { HeatMap } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { type Figure, figureOf, type Unit } from '../answer/figure.ts';
import { cellOf, figureColumns, isOpen, placeOf, unitOf } from './columns.ts';

export interface Cohort {
  name: string;
  size: string;
  /** Of a period that still runs or is cut. */
  open: boolean;
  cells: { text: string; figure: Figure | null }[];
}

/** Cohorts and their figures by age, of one unit. */
export interface Grid {
  cohorts: Cohort[];
  ages: { title: string; words: string }[];
  /** What all ages begin with, as "day"; empty where they have nothing in common. */
  age: string;
  size: string;
  unit: Unit;
  /** What of the table is not in it, as a sentence; empty where nothing is. */
  left: string;
}

/** So many cohorts, and so many ages, can be told apart. */
const most = 120;

/** Null where the table has no cohorts, or its figures have two units. */
export function readGrid(chart: HeatMap, table: TextTable): Grid | null {
  const [row, size, behind, open] = [chart.row, chart.size, chart.behind, chart.open?.column].map((name) =>
    placeOf(table, name),
  );
  if (row == null || behind == null) return null;
  const known = figureColumns(table, table.columns.slice(behind + 1));
  const ages = known.slice(0, most);
  const places = ages.map((name) => placeOf(table, name));
  const cohorts = table.rows.slice(0, most).map((cells): Cohort => {
    const texts = places.map((place) => cellOf(cells, place));
    return {
      name: cellOf(cells, row),
      size: cellOf(cells, size ?? null),
      open: isOpen(cells, open ?? null, chart.open),
      cells: texts.map((text) => ({ text, figure: figureOf(text) })),
    };
  });
  const unit = unitOf(cohorts.flatMap(({ cells }) => cells.map(({ figure }) => figure)));
  return unit === null
    ? null
    : { cohorts, unit, size: chart.size, left: leftOut(table.rows.length, known.length), ...ageWords(ages) };
}

function leftOut(cohorts: number, ages: number): string {
  if (cohorts <= most && ages <= most) return '';
  const part = (count: number, name: string) => `the first ${Math.min(most, count)} of ${count} ${name}`;
  return `Drawn: ${part(cohorts, 'cohorts')} and ${part(ages, 'ages')}; the table has all.`;
}

/** "day_7" as "7" under the word "day". */
function ageWords(names: readonly string[]): Pick<Grid, 'ages' | 'age'> {
  const parts = names.map((name) => /^(\D+)_(\d+)$/.exec(name));
  const common = new Set(parts.map((found) => found?.[1]));
  const [age] = common.size === 1 ? common : [];
  const ages = names.map((name, index) => {
    const title = name.replaceAll('_', ' ');
    return { title, words: age === undefined ? title : (parts[index]?.[2] ?? title) };
  });
  return { ages, age: age ?? '' };
}
