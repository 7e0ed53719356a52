import type { Chart } from '../../src/chart.ts';
import { draw } from '../chart/draw.ts';
import type { Drawing } from '../chart/drawing.ts';
import { noteList } from './card-words.ts';
import { chartView } from './chart-view.ts';
import { copyButton } from './copy-button.ts';
import { csvOf } from './csv.ts';
import { element } from './element.ts';
import type { Gathered } from './gather.ts';
import { tableDetails } from './table-view.ts';

/** Where one chart stands with what belongs to it. */
export interface ChartPlace {
  node: HTMLElement;
  show(chart: Chart, gathered: Gathered): void;
  /** Until there is something to show. */
  wait(): void;
  /** A sentence in the place of a chart. */
  say(sentence: string): void;
  /** The same chart for the width that there is now. */
  redraw(): void;
}

/** `known` are the notes that stand elsewhere already. */
export function chartPlace(known: readonly string[]): ChartPlace {
  const node = element('div', { class: 'chart' });
  const figures = element('div', { class: 'figures' });
  let shown: { chart: Chart; gathered: Gathered; switched: Set<string> } | null = null;
  const redraw = () => {
    if (shown === null) return;
    const { chart, gathered, switched } = shown;
    const onSwitch = (series: string) => {
      if (!switched.delete(series)) switched.add(series);
      redraw();
    };
    const drawings = drawn(chart, gathered, Math.max(260, node.clientWidth), switched);
    keepingFocus(figures, () => figures.replaceChildren(...views(drawings, onSwitch)));
  };
  const say = (sentence: string) => {
    shown = null;
    node.replaceChildren(element('p', { class: 'remark', role: 'status' }, sentence));
    node.removeAttribute('aria-busy');
  };
  return {
    ...{ node, redraw, say },
    wait() {
      say('Reading the rows…');
      node.setAttribute('aria-busy', 'true');
    },
    show(chart, gathered) {
      shown = { chart, gathered, switched: new Set() };
      node.removeAttribute('aria-busy');
      node.replaceChildren(figures, ...below(gathered, known));
      redraw();
    },
  };
}

/** What goes wrong in drawing leaves the table, which has all figures. */
function drawn(chart: Chart, { table }: Gathered, width: number, switched: ReadonlySet<string>): Drawing[] {
  try {
    return draw(chart, table, { document, width, switched });
  } catch {
    return [];
  }
}

function views(drawings: readonly Drawing[], onSwitch: (series: string) => void): HTMLElement[] {
  if (drawings.length > 0) return drawings.map((drawing) => chartView(drawing, onSwitch));
  return [element('p', { class: 'remark' }, 'Nothing of this can be drawn: see the table.')];
}

function below({ table, remark, notes }: Gathered, known: readonly string[]): HTMLElement[] {
  const others = notes.filter((note) => !known.includes(note));
  return [
    ...(remark === '' ? [] : [element('p', { class: 'remark' }, remark)]),
    ...(others.length === 0 ? [] : [noteList(others)]),
    tableDetails(table),
    copyButton(() => csvOf(table)),
  ];
}

/** What was pressed is drawn anew and keeps the focus; what was opened stays open. */
function keepingFocus(place: HTMLElement, replace: () => void): void {
  const reachable = () => [...place.querySelectorAll<HTMLElement>('button, summary, [tabindex]')];
  const focused = reachable().findIndex((one) => one.matches(':focus'));
  const opened = [...place.querySelectorAll('details')].map(({ open }) => open);
  replace();
  for (const [index, one] of [...place.querySelectorAll('details')].entries()) one.open = opened[index] ?? false;
  if (focused >= 0) reachable()[focused]?.focus({ preventScroll: true });
}
