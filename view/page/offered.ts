import type { Chart } from '../../src/chart.ts';
import type { AnswerText } from '../answer/answer-text.ts';
import { canDraw } from '../answer/can-draw.ts';
import type { Offered } from './card.ts';
import { type AskPage, gather } from './gather.ts';

/** The charts of a tool whose tables an answer has, the first of them first. Each table is gathered once. */
export function chartsOf(answer: AnswerText, charts: readonly Chart[], ask: AskPage): Offered[] {
  const known = new Map<string, ReturnType<typeof gather>>();
  const load = (name: string) => {
    const shown = answer.tables.find((table) => table.name === name);
    const rows = answer.rows.get(name) ?? shown?.rows.length ?? 0;
    const loading = known.get(name) ?? gather({ name, resultId: answer.resultId, rows, shown }, ask);
    known.set(name, loading);
    return loading;
  };
  return charts.filter((chart) => canDraw(chart, answer)).map((chart) => ({ chart, load: () => load(chart.table) }));
}
