/**
 * How a table of an answer is drawn: pure data that a tool declares beside its report. Tables and columns go by their names;
 * of an answer that lacks one of them the chart is not drawn, but for those that only grouped answers have (`each`).
 */
export type Chart = LineChart | BarChart | StepChart | HeatMap | Bridge;

/** A column by its name, or the first of several names that a table has: "group" in one answer is "segment" in another. */
export type ColumnName = string | readonly string[];

interface OfTable {
  table: string;
  title: string;
  /** A column whose values may not share an axis, such as currencies: one chart for each of them. */
  apart?: ColumnName;
}

/** Rows whose figures may not be taken for whole ones: those with this word, or one of these, in the column. */
export interface OpenRows {
  column: string;
  is: string | readonly string[];
  /** Why that is, as a sentence says it after a colon; unless said their period still runs. */
  means?: string;
  /** The same in a word or two, which stand behind a figure; unless there is a `means` "partial". */
  brief?: string;
}

/** A line per series over dates, times of day, or ages; where those are names, which have no distance, it is drawn as bars. */
export interface LineChart extends OfTable {
  kind: 'lines';
  along: string;
  /** The columns to draw, a line each; all that have figures unless said. */
  figures?: readonly ColumnName[];
  /** For each of them the column with the number of users that it is a rate or a mean of: of few it tells little. */
  of?: readonly ColumnName[];
  /** The column that says where the second figure was, such as its date in the earlier range. */
  earlier?: string;
  /** The column that names the series a row belongs to, in grouped answers. */
  each?: ColumnName;
  /** Only these rows are drawn. */
  only?: { column: string; is: string; others: string };
  /** Which points are of periods that still run, or may still change: drawn dashed. */
  open?: OpenRows;
  /** The figure of the day that still runs: its latest point is open, and the other figure is of the day before. */
  running?: string;
  /** What must be known of the points to read it, as a sentence. */
  remark?: string;
}

/** A bar per row, from zero. */
export interface BarChart extends OfTable {
  kind: 'bars';
  name: ColumnName;
  /** The figure that is drawn; unless said the first that the table has. */
  figure?: ColumnName;
  /** The same figure of the earlier range, drawn as a mark. */
  before?: string;
  /** The column that names the series a row belongs to: as many drawings, on one scale. */
  each?: ColumnName;
  /** Which rows are of periods that still run or are cut: drawn hollow. */
  open?: OpenRows;
  /** What else is told of a bar, as printed. */
  also?: readonly string[];
  /** The rows are bins in their order, and stand upright. */
  spread?: true;
}

/** A funnel: a bar per step, with what was lost between two of them. */
export interface StepChart extends OfTable {
  kind: 'steps';
  name: string;
  /** The column with the number of the step. */
  step: string;
  users: string;
  /** The part of the step before that came here. */
  kept: string;
  /** The part of the first step that came here. */
  all?: ColumnName;
  /** How long the step took; none where a chart has no times. */
  times?: readonly string[];
  each?: ColumnName;
}

/** A row per cohort, a column per age, the darker the more. */
export interface HeatMap extends OfTable {
  kind: 'heat';
  row: string;
  /** How many the row is about. */
  size: string;
  /** The ages are the columns of figures behind this one. */
  behind: string;
  /** Which cohorts are of periods that still run or are cut. */
  open?: OpenRows;
}

/**
 * A waterfall: what made up a change, movement by movement, from zero to the sum. It is drawn only if the movements really have
 * that sum; rows without one are drawn as bars. A column with the sign -1 holds losses, which vendors send as amounts above 0 or below.
 */
export interface Bridge extends OfTable {
  kind: 'bridge';
  movements:
    | { rows: string; amount: string; total: string }
    | { columns: readonly { name: string; sign: 1 | -1 }[]; total: string };
}
