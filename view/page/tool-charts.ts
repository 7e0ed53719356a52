import type { Chart } from '../../src/chart.ts';
import type { AnswerText } from '../answer/answer-text.ts';
import { canDraw } from '../answer/can-draw.ts';

type ByTool = Readonly<Record<string, readonly Chart[]>>;

/** The charts of a tool. Where the host does not say which it was, or by a name of its own, the answer's tables do. */
export function chartsFor(tool: string | undefined, answer: AnswerText, charts: ByTool): readonly Chart[] {
  if (tool !== undefined && Object.hasOwn(charts, tool)) return charts[tool] ?? [];
  const [best] = ofSource(answer, charts)
    .map((own) => ({ own, drawn: own.filter((chart) => canDraw(chart, answer)).length }))
    .sort((one, other) => other.drawn - one.drawn || one.own.length - other.own.length);
  return best?.own ?? [];
}

/** "source: Amplitude, …": a tool's name begins with its vendor's. */
function ofSource({ source }: AnswerText, charts: ByTool): (readonly Chart[])[] {
  const isFrom = (tool: string) => source.toLowerCase().startsWith(tool.split('_')[0] ?? tool);
  return Object.entries(charts).flatMap(([tool, own]) => (isFrom(tool) ? [own] : []));
}
