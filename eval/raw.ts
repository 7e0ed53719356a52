import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base';

/** What a tool that hands on the vendor's JSON would show: cut where a client cuts. */
export interface Raw {
  tokens: number;
  isCut: boolean;
  /** Every number that stands in it as a whole, without its sign. */
  numbers: ReadonlySet<number>;
  text: string;
}

/** Clients cut an answer there. */
const most = 25_000;

export function rawOf(bodies: readonly string[]): Raw {
  const text = bodies.join('\n');
  // JSON has about three characters a token: twice as many hold the cut, or else all of them are counted.
  const begun = encode(text.slice(0, most * 6));
  const tokens = begun.length > most ? begun : encode(text);
  const isCut = tokens.length > most;
  const shown = isCut ? decode(tokens.slice(0, most)) : text;
  const found = shown.matchAll(/(?<![\w.-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?!\w|[.-]\d)/gi);
  const numbers = new Set([...found].map(([number]) => Math.abs(Number(number))));
  return { tokens: isCut ? most : tokens.length, isCut, numbers, text: shown };
}

/**
 * Whether the figure can be read off in any usual notation: 12.4 % as 0.1244 or 12.4, EUR 61.50 as 61.5 or 6150, seconds as
 * milliseconds. Signs and what the number is the figure of are let pass.
 */
export function standsRaw({ numbers, text }: Raw, figure: string): boolean {
  if (/^\d{12,}$/.test(figure)) return text.includes(figure);
  if (/^\d+\/\d+$/.test(figure)) return figure.split('/').every((part) => numbers.has(Number(part)));
  const { value, digits, scales } = read(figure);
  const shown = value.toFixed(digits);
  return [...numbers].some((number) => scales.some((scale) => (number * scale).toFixed(digits) === shown));
}

interface Read {
  value: number;
  /** Decimals that it is printed with. */
  digits: number;
  /** By what a raw number may have to be multiplied to be it. */
  scales: readonly number[];
}

function read(figure: string): Read {
  const seconds = /([\d,.]+) s$/.exec(figure)?.[1];
  const bare = (seconds ?? figure).replace(/[^\d.]/g, '');
  const digits = bare.split('.')[1]?.length ?? 0;
  return { value: Number(bare), digits, scales: scalesOf(figure) };
}

function scalesOf(figure: string): readonly number[] {
  if (figure.endsWith('%')) return [1, 100];
  if (/^[A-Z]{3} /.test(figure)) return [1, 0.01];
  return figure.endsWith(' s') ? [1, 0.001] : [1];
}
