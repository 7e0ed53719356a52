import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { neighbours } from './neighbours.ts';
import type { Expected, Question } from './question.ts';
import { type Raw, rawOf, standsRaw } from './raw.ts';
import type { Replies } from './site.ts';
import { findFigure } from './stands.ts';

/** How a question went, for the product and for the vendor's JSON as it is. */
export interface Verdict {
  question: Question;
  replies: Replies;
  /** Why it was not answered; nothing when it was. */
  faults: string[];
  /** The lines in which the figures stand. */
  evidence: string[];
  /** Of all its answers together. */
  tokens: number;
  raw: { isRight: boolean; tokens: number; isCut: boolean; wrongOnes: number };
  /** How many figures that are wrong here were tried as well. */
  wrongOnes: number;
}

/** What an answer may have, by default and after `read_result`. */
const budgets = { default: 800, read: 6_000 };

/** `other` is the same question about another company: its figures are wrong here, and must not pass. */
export function judge(question: Question, replies: Replies, other: Question | undefined): Verdict {
  const sizes = replies.texts.map((text) => countTokens(text));
  const raw = rawOf(replies.bodies);
  const found = question.expects.map((expected) => find(replies, expected));
  const wrong = question.expects.map((expected, index) => wrongFigures(expected, question, other?.expects[index]));
  return {
    ...{ question, replies, tokens: sizes.reduce((sum, size) => sum + size, 0) },
    faults: [
      ...replies.faults,
      ...tooLong(question, sizes),
      ...question.expects.flatMap((expected, index) =>
        found[index] === null ? [`expected ${told(expected)}`] : lax(replies, expected, wrong[index] ?? []),
      ),
    ],
    evidence: found.flatMap((line) => line ?? []),
    raw: { ...rawVerdict(raw, question), wrongOnes: wrong.flat().filter((figure) => standsRaw(raw, figure)).length },
    wrongOnes: wrong.flat().length,
  };
}

function rawVerdict(raw: Raw, { expects }: Question) {
  return { isRight: expects.every(({ figure }) => standsRaw(raw, figure)), tokens: raw.tokens, isCut: raw.isCut };
}

function find({ texts }: Replies, expected: Expected): string | null {
  const where = expected.answer === undefined ? texts : texts.slice(expected.answer - 1, expected.answer);
  return where.map((text) => findFigure(text, expected)).find((line) => line !== null) ?? null;
}

/** A check that a wrong figure passes as well proves nothing. */
function lax(replies: Replies, expected: Expected, wrong: readonly string[]): string[] {
  const passing = wrong.filter((figure) => find(replies, { ...expected, figure }) !== null);
  return passing.length === 0 ? [] : [`${passing.join(' and ')} would pass for ${told(expected)}`];
}

/** Those next to it, those of the question's other parts, and the one that holds in another company. */
function wrongFigures({ figure }: Expected, { expects }: Question, other: Expected | undefined): string[] {
  const others = [...neighbours(figure), ...expects.map((one) => one.figure), ...(other ? [other.figure] : [])];
  return [...new Set(others)].filter((one) => one !== figure);
}

function tooLong({ calls }: Question, sizes: readonly number[]): string[] {
  return sizes.flatMap((size, index) => {
    const budget = calls[index]?.tool === 'read_result' ? budgets.read : budgets.default;
    return size > budget ? [`answer ${index + 1} has ${size} tokens, ${budget} are allowed`] : [];
  });
}

function told({ figure, words, column, of, rank, answer }: Expected): string {
  const places = [
    ...(words === undefined ? [] : [`with ${words}`]),
    ...(column === undefined ? [] : [`under ${column}${rank === undefined ? '' : ` in row ${rank}`}`]),
  ];
  const owners = of.map(({ is }) => is).join(', ');
  const whose = owners === '' ? '' : ` of ${owners}`;
  return `${figure} ${places.join(' or ')}${whose}${answer === undefined ? '' : ` in answer ${answer}`}`;
}
