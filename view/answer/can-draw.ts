import type { Chart } from '../../src/chart.ts';
import type { AnswerText } from './answer-text.ts';
import { lacking } from './needed-columns.ts';

/** Whether an answer has the table of a chart, and as far as that can be seen its columns. */
export function canDraw(chart: Chart, { rows, tables }: Pick<AnswerText, 'rows' | 'tables'>): boolean {
  const shown = tables.find(({ name }) => name === chart.table);
  if (shown === undefined) return (rows.get(chart.table) ?? 0) > 0;
  return rows.get(chart.table) !== 0 && lacking(chart, shown.columns).length === 0;
}
