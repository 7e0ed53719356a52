/** The kinds of questions, in the order in which their results are printed. */
export const groups = [
  'lookup',
  'change',
  'ranking',
  'funnel diagnosis',
  'retention',
  'revenue and churn',
  'drill-down',
] as const;

export type Group = (typeof groups)[number];

/** A person's question, the calls that a sensible assistant would make for it, and what their answers must say. */
export interface Question {
  id: string;
  group: Group;
  /** In a person's words. */
  asks: string;
  calls: readonly Step[];
  /** All of them must stand in the answers. */
  expects: readonly Expected[];
}

/** One call; its arguments may depend on the answers before it: a result_id, a user's id. */
export interface Step {
  tool: string;
  args(answers: readonly string[]): Record<string, unknown>;
}

/** A figure, and what must stand with it so that it says what was asked. It has `words`, a `column` or both. */
export interface Expected {
  /** As a reader sees it, sign and unit included: `4,812`, `12.4 %`, `EUR 61.50`, `3.1 min = 189 s`. */
  figure: string;
  /**
   * What names it in a sentence. Without `#` it stands in the figure's clause, and no other number between the two;
   * with `#`, which is the figure, it is a pattern of the whole sentence.
   */
  words?: RegExp;
  /** The head of its column, where it stands in a table. */
  column?: string;
  /** What it is the figure of: a date, a group, a step. */
  of: readonly Anchor[];
  /** Its row's place in the table, from 1. */
  rank?: number;
  /** Which call's answer must hold it, from 1; any of them where none is named. */
  answer?: number;
}

/**
 * One of several things that a figure can be of. In a sentence the one named in the figure's clause decides, else the
 * last one named before it; in a table it is a cell of the figure's row.
 */
export interface Anchor {
  is: string;
  among: RegExp;
}
