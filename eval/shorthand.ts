import { literal } from './literal.ts';
import type { Anchor, Expected, Group, Question, Step } from './question.ts';

/** Questions of one group, in few words. */
export function questionsOf(group: Group) {
  return (
    id: string,
    asks: string,
    calls: Step | readonly Step[],
    ...expects: (Expected | Expected[])[]
  ): Question => ({
    ...{ id, group, asks, expects: expects.flat() },
    calls: 'tool' in calls ? [calls] : calls,
  });
}

/** The figure both in a sentence and in a table, which must agree. */
export function says(figure: string, words: RegExp, column: string, ...of: Anchor[]): Expected[] {
  return [sentence(figure, words, ...of), cell(figure, column, ...of)];
}

/** The figure in a sentence. */
export function sentence(figure: string, words: RegExp, ...of: Anchor[]): Expected {
  return { figure, words, of };
}

/** The figure in a table. */
export function cell(figure: string, column: string, ...of: Anchor[]): Expected {
  return { figure, column, of };
}

/** The figure in a table, in its row of this place. */
export function ranked(rank: number, figure: string, column: string, ...of: Anchor[]): Expected {
  return { figure, column, of, rank };
}

/** In the answer of this call, where several are made. */
export function inAnswer(answer: number, expected: Expected): Expected {
  return { ...expected, answer };
}

/** One call with arguments that are known beforehand. */
export function ask(tool: string, args: Record<string, unknown>): Step {
  return { tool, args: () => args };
}

/** One look into a table of the answer before; each condition is column = value. */
export function read(table: string, where: Record<string, string>, more: Record<string, unknown> = {}): Step {
  const conditions = Object.entries(where).map(([column, value]) => ({ column, value }));
  return {
    tool: 'read_result',
    args: (answers) => ({ result_id: inLast(answers, /^result_id: (\S+)$/m), table, where: conditions, ...more }),
  };
}

/** What the last answer says, by a pattern with one group. */
export function inLast(answers: readonly string[], pattern: RegExp): string {
  const found = pattern.exec(answers.at(-1) ?? '')?.[1];
  if (found === undefined) throw new Error(`the answer before has nothing like ${pattern.source}`);
  return found;
}

/** Of a day, an hour, the first day of a week or month, or of a range (`2026-08-18 to 2026-09-16`). */
export function on(date: string): Anchor {
  return { is: date, among: /\d{4}-\d{2}-\d{2}(?: \d\d:\d\d)?(?: to \d{4}-\d{2}-\d{2})?/ };
}

export function over(from: string, to: string): Anchor {
  return on(`${from} to ${to}`);
}

/** Of one of these names. */
export function group(is: string, names: readonly string[]): Anchor {
  const all = [...new Set([is, ...names])].sort((a, b) => b.length - a.length);
  return { is, among: new RegExp(all.map((name) => `(?<![\\w-])${literal(name)}(?![\\w-])`).join('|')) };
}

/** Of the row that has this cell. */
export function row(is: string): Anchor {
  return group(is, []);
}
