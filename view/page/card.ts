import type { Chart } from '../../src/chart.ts';
import type { AnswerText } from '../answer/answer-text.ts';
import { foot, head } from './card-words.ts';
import { chartPlace } from './chart-place.ts';
import { chooser } from './chooser.ts';
import type { Gathered } from './gather.ts';

/** A chart that the answer has the data for. */
export interface Offered {
  chart: Chart;
  /** Gathers its table; null where there is nothing to draw. */
  load(): Promise<Gathered | null>;
}

/** The whole view of an answer: its words, a choice of charts, and one of them with its table. */
export function card(answer: AnswerText, charts: readonly Offered[], root: HTMLElement): { redraw(): void } {
  const place = chartPlace(answer.notes);
  let wanted = 0;
  /** False where the rows of that chart cannot be had, or somebody has meanwhile chosen another. */
  const show = async ({ chart, load }: Offered): Promise<boolean> => {
    wanted += 1;
    const turn = wanted;
    place.wait();
    const gathered = await load();
    if (turn !== wanted) return true;
    if (gathered === null) place.say('The rows of this chart cannot be had any more: ask the question again.');
    else place.show(chart, gathered);
    return gathered !== null;
  };
  const choice = chooser(
    charts.map(({ chart }) => chart.title),
    (index) => void showAt(index),
  );
  const showAt = async (index: number): Promise<boolean> => {
    const one = charts[index];
    if (one === undefined) return true;
    choice.press(index);
    return show(one);
  };
  // The first whose rows can be had: of a host that passes no calls on, that is one whose rows stand in the answer.
  const showFirst = async () => {
    for (const index of charts.keys()) if (await showAt(index)) return;
    await showAt(0);
  };
  root.replaceChildren(...head(answer), ...(charts.length > 1 ? [choice.node] : []), place.node, ...foot(answer));
  void showFirst();
  return { redraw: place.redraw };
}
