import { niceTicks, tickWords } from './axis-words.ts';
import type { Grid } from './heat-grid.ts';
import { heatPaints } from './palette.ts';

/** How many shades there are. */
export const heatSteps = heatPaints.length;

export interface HeatScale {
  /** The colour of a figure, from 0. */
  step(value: number): number;
  /** The words at both ends. */
  low: string;
  top: string;
}

/**
 * From 0 to what nearly all figures of these grids, which have one unit, lie below, so that a single one does not make all others
 * pale. Ages at which all have 100 % count not.
 */
export function heatScale(grids: readonly Grid[]): HeatScale {
  const unit = grids[0]?.unit ?? 'number';
  const columns = grids.flatMap(columnsOf);
  const telling = unit === 'percent' ? columns.filter((values) => values.some((value) => value !== 1)) : columns;
  const values = (telling.length > 0 ? telling : columns).flat().sort((a, b) => a - b);
  const high = values[Math.ceil(values.length * 0.97) - 1] ?? 0;
  const ticks = niceTicks([0, high > 0 ? high : 1], unit, heatSteps, values.every(Number.isInteger));
  const top = ticks.at(-1) ?? 1;
  const over = values.some((value) => value > top) || columns.flat().some((value) => value > top);
  return {
    step: (value) => Math.max(0, Math.min(heatSteps - 1, Math.floor((value / top) * heatSteps))),
    low: (values[0] ?? 0) < 0 ? '0 or less' : '0',
    top: `${tickWords(unit, ticks)(top)}${over ? ' or more' : ''}`,
  };
}

/** The figures of each age. */
function columnsOf({ cohorts, ages }: Grid): number[][] {
  return ages.map((_, place) =>
    cohorts.flatMap(({ cells }) => (cells[place]?.figure ? [cells[place].figure.value] : [])),
  );
}
