import type { Note } from './note.ts';

/** What a tool has to say: the answer first, then all the data, then what changes its meaning. */
export interface Report {
  /** Sentences with numbers and units, most important first. */
  headline: string[];
  /** The headline's sentence on what was not read: every table lacks it too, so it is told wherever one is shown. */
  partial?: string;
  /** Which users and events the figures are about, where these are not all: begins the headline, and is told beside any table. */
  scope?: string;
  /** All the data; most important table first. */
  tables: Table[];
  /** What changes the meaning of the numbers: partial periods, cuts, assumptions. In any order: they are printed gravest first. */
  notes: Note[];
  /** True when the vendor answered and had nothing to say about this question. */
  empty?: boolean;
  /** True when masks stand for somebody's data. */
  masked?: boolean;
  /** Of an empty report: event names that the answer itself tells, which may be wrong. */
  names?: string[];
}

/** Typed rows, most important first; `show` of them are worth reading at once. */
export interface Table {
  /** snake_case, how it is asked for. */
  name: string;
  title: string;
  columns: Column[];
  rows: Cell[][];
  /** Rows worth showing in a summary. */
  show: number;
}

export interface Column {
  /** snake_case, how it is asked for; unique in its table. */
  name: string;
  type: ColumnType;
  /** Of a money column: the currency of every row, or the column that names it. Without either the currency is not stated. */
  currency?: string | { column: string };
}

/**
 * What a cell holds, and so how it is printed:
 * label and date: a string · count: an integer · number: any number
 * percent: a fraction (0.124 is printed 12.4 %) · change: a fraction with its sign (+12.4 %)
 * points: a difference of two percents, as a fraction (0.023 is printed +2.3 points)
 * money: major units, a number or an exact decimal string · seconds: a duration in seconds · flag: true or false.
 */
export type ColumnType =
  | 'label'
  | 'date'
  | 'count'
  | 'number'
  | 'percent'
  | 'change'
  | 'points'
  | 'money'
  | 'seconds'
  | 'flag';

/** null means that there is no such figure, and is printed "n/a". */
export type Cell = string | number | boolean | null;
