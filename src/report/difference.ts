import { change, none } from './number.ts';
import { points } from './proportion.ts';
import type { Cell, Column, ColumnType } from './report.ts';

/**
 * A change in words: "+13.2 %", "12 times as much", or "+2.3 points" between two percentages; "relative" where both are up to 1. From 0 or below there is no percentage, so
 * the difference is told: "up by 12, no percentage from 0"; `bare` writes a figure without its unit.
 */
export function differenceWords(
  { now, before }: { now: number; before: number },
  type: ColumnType,
  bare: (value: number) => string,
): string {
  const difference = now - before;
  if (type === 'percent') return `${points(difference)} points`;
  // Of figures that may be rates, "-11.5 %" could be read as points.
  const rates = type === 'number' && before <= 1 && Math.abs(now) <= 1;
  if (before > 0) return change(before, now).replace(/%$/, rates ? '% (relative)' : '%');
  if (difference === 0) return 'no change';
  return `${difference > 0 ? 'up' : 'down'} by ${bare(Math.abs(difference))}, no percentage from ${before === 0 ? '0' : 'below 0'}`;
}

/** The change from one figure to a later one, in few words: points between two percentages, else a percentage; "n/a" where there is none, as from 0 or below. */
export function plainChange(before: number | null, now: number | null, type: ColumnType): string {
  if (before === null || now === null) return none;
  if (type === 'percent') return `${points(now - before)} points`;
  return before > 0 ? change(before, now) : none;
}

/** The columns of two figures of one type and of their change; that of percentages is in points and has no percentage. */
export function differenceColumns(type: ColumnType): Column[] {
  const sides: Column[] = [
    { name: 'current', type },
    { name: 'previous', type },
  ];
  return type === 'percent' ? [...sides, changeColumn(type)] : [...sides, { name: 'change', type }, changeColumn(type)];
}

/** Their cells; null on a side that has no figure. */
export function differenceCells(now: number | null, before: number | null, type: ColumnType): Cell[] {
  const difference = now === null || before === null ? null : now - before;
  return [now, before, ...(type === 'percent' ? [] : [difference]), changeCell(now, before, type)];
}

/** The one column that tells how much a figure of a type changed. */
export function changeColumn(type: ColumnType): Column {
  return type === 'percent' ? { name: 'change', type: 'points' } : { name: 'change_percent', type: 'change' };
}

/** A fraction in points between two percentages, else one of what was before: null from 0 or below, where it means nothing. */
export function changeCell(now: number | null, before: number | null, type: ColumnType): number | null {
  if (now === null || before === null) return null;
  if (type === 'percent') return now - before;
  return before <= 0 ? null : (now - before) / before;
}
