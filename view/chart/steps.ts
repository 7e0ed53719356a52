import type { StepChart } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { figureOf } from '../answer/figure.ts';
import { cellOf, placeOf } from './columns.ts';
import type { Canvas, Drawing, Series } from './drawing.ts';
import { frameOf } from './frame.ts';
import { drawFunnel, type Funnel, funnelHeight, type Step } from './funnel-panel.ts';
import { seriesOf } from './same-names.ts';

/** So many funnels are drawn at first; the others can be switched on. */
const mostShown = 3;
const gap = 28;
/** A wider funnel is not easier to read. */
const widest = 720;

/** A funnel for each group, side by side where there is room; none where there is nothing to draw. */
export function drawSteps(chart: StepChart, table: TextTable, canvas: Canvas, title: string): Drawing[] {
  const funnels = funnelsOf(chart, table);
  const series = funnels.map(({ name }, index): Series => {
    return { name, colour: index, shown: index < mostShown !== canvas.switched.has(name) };
  });
  if (!funnels.some(({ steps }) => steps.some(({ users }) => users !== null))) return [];
  const shown = funnels.flatMap((funnel, index) => (series[index]?.shown ? [{ ...funnel, colour: index }] : []));
  const columns = Math.max(1, Math.min(shown.length, Math.floor((canvas.width + gap) / (300 + gap))));
  const width = Math.min(widest, (canvas.width - gap * (columns - 1)) / columns);
  const tall = Math.max(0, ...shown.map((funnel) => funnelHeight(funnel, width))) + (funnels.length > 1 ? 24 : 0);
  const lines = Math.ceil(shown.length / columns);
  const size = { width: columns * width + gap * (columns - 1), height: Math.max(40, lines * (tall + gap) - gap + 6) };
  const name = `${title}: funnel of ${table.rows.length} rows; the table below has its figures`;
  const { svg, plot } = frameOf(canvas.document, name, size, { top: 0, right: 0, bottom: 0, left: 0 });
  const stops = shown.map((funnel, index) => {
    const x = (index % columns) * (width + gap);
    const y = Math.floor(index / columns) * (tall + gap);
    return drawFunnel(plot, funnel, { x, y, width, named: funnels.length > 1 });
  });
  const own = 'The bars of a group are parts of its own first step.';
  return [
    {
      ...{ title, svg, stops, series: funnels.length > 1 ? series : [] },
      remarks: shown.length > 1 ? [own] : [],
    },
  ];
}

function funnelsOf(chart: StepChart, table: TextTable): Omit<Funnel, 'colour'>[] {
  const [name, users, kept] = [chart.name, chart.users, chart.kept].map((one) => placeOf(table, one));
  const all = placeOf(table, chart.all);
  const times = (chart.times ?? []).map((words) => ({ words, place: placeOf(table, words) }));
  if (name == null || users == null) return [];
  return seriesOf(table, placeOf(table, chart.each), placeOf(table, chart.step)).map(([group, rows]) => {
    const steps = rows.map((row): Step => {
      const told = times.map(({ words, place }) => ({ words, text: cellOf(row, place) }));
      return {
        name: cellOf(row, name),
        text: cellOf(row, users),
        users: figureOf(cellOf(row, users))?.value ?? null,
        kept: figureOf(cellOf(row, kept ?? null))?.text ?? null,
        all: figureOf(cellOf(row, all))?.text ?? null,
        times: told.filter(({ text }) => figureOf(text) !== null),
      };
    });
    return { name: group, steps };
  });
}
