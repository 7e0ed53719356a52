import { type Metric, plainMetrics, propertyMetrics } from './metric.ts';
import { invalid, notSimulated } from './refusal.ts';

/** Looks up a metric of event A or B; null is no data. */
export type Lookup = (metric: Metric, event: 0 | 1) => number | null;

export interface Formula {
  /** Whether A's or B's first group-by is a property that is summed. */
  measures: readonly [a: boolean, b: boolean];
  /** null where the formula divides by zero or has no data. */
  evaluate(lookup: Lookup): number | null;
}

type Node = (lookup: Lookup) => number | null;

/** Arithmetic over metrics of the two events: "UNIQUES(A)/UNIQUES(B)*100". */
export function parseFormula(text: string): Formula {
  const tokens = text.match(/\d+(\.\d+)?|[A-Za-z_]\w*|[-+*/(),]|\S/g) ?? [];
  const measures: [boolean, boolean] = [false, false];
  const reader: TokenReader = { tokens, position: 0, measures };
  const root = sum(reader);
  if (reader.position < tokens.length) throw invalid(`Invalid formula: unexpected ${tokens[reader.position]}`);
  return { measures, evaluate: root };
}

interface TokenReader {
  tokens: readonly string[];
  position: number;
  measures: [boolean, boolean];
}

function sum(reader: TokenReader): Node {
  return chain(reader, product, { '+': (a, b) => a + b, '-': (a, b) => a - b });
}

function product(reader: TokenReader): Node {
  return chain(reader, factor, { '*': (a, b) => a * b, '/': (a, b) => (b === 0 ? null : a / b) });
}

type Operation = (left: number, right: number) => number | null;

function chain(reader: TokenReader, next: (reader: TokenReader) => Node, operations: Record<string, Operation>): Node {
  let node = next(reader);
  for (;;) {
    const operation = operations[reader.tokens[reader.position] ?? ''];
    if (operation === undefined) return node;
    reader.position += 1;
    const [left, right] = [node, next(reader)];
    node = (lookup) => apply(operation, left(lookup), right(lookup));
  }
}

function apply(operation: Operation, left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : operation(left, right);
}

function factor(reader: TokenReader): Node {
  const token = reader.tokens[reader.position] ?? 'its end';
  reader.position += 1;
  if (/^\d/.test(token)) return () => Number(token);
  if (token === '-') return negated(factor(reader));
  if (token === '(') return closed(reader, sum(reader));
  if (/^[A-Za-z_]\w*$/.test(token)) return metricCall(reader, token.toUpperCase());
  throw invalid(`Invalid formula: unexpected ${token}`);
}

function negated(node: Node): Node {
  return (lookup) => apply((left, right) => left * right, node(lookup), -1);
}

function closed<T>(reader: TokenReader, inside: T): T {
  if (reader.tokens[reader.position] !== ')') throw invalid('Invalid formula: a bracket is not closed');
  reader.position += 1;
  return inside;
}

function metricCall(reader: TokenReader, name: string): Node {
  const metric = functions[name];
  if (metric === undefined) throw notSimulated(`the formula function ${name}`);
  const [bracket, letter] = reader.tokens.slice(reader.position, reader.position + 2);
  const event = letter?.toUpperCase() === 'A' ? 0 : 1;
  if (bracket !== '(' || !/^[ab]$/i.test(letter ?? '')) throw invalid(`Invalid formula: ${name} takes A or B`);
  reader.position += 2;
  if (name.startsWith('PROP')) reader.measures[event] = true;
  return closed(reader, (lookup: Lookup) => lookup(metric, event));
}

const functions: Record<string, Metric | undefined> = {
  UNIQUES: plainMetrics.uniques,
  TOTALS: plainMetrics.totals,
  ACTIVE: plainMetrics.pct_dau,
  AVG: plainMetrics.average,
  PROPSUM: propertyMetrics.sums,
  PROPAVG: propertyMetrics.value_avg,
  PROPCOUNT: (tally) => tally.measured,
  PROPMAX: (tally) => (tally.measured === 0 ? null : tally.largest),
  PROPMIN: (tally) => (tally.measured === 0 ? null : tally.smallest),
};
