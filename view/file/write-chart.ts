import type { DrawnAnswer, WriteChart } from '../../src/commands/chart-file.ts';
import { charts } from '../../tools/charts.ts';
import { readAnswer } from '../answer/answer-text.ts';
import { draw } from '../chart/draw.ts';
import type { Offered } from '../page/card.ts';
import { chartsOf } from '../page/offered.ts';
import { htmlFile } from './html-file.ts';
import { canvas, svgFile } from './svg-file.ts';

/** The first chart of an answer that can be drawn, or of one of its tables, as the text of a file. */
export const writeChart: WriteChart = async (kind, given, page) => {
  const answer = readAnswer(given.text);
  const offered = chartsOf(answer, charts[given.tool] ?? [], async ({ table }) => given.pageOf(table));
  const wanted = offered.filter(({ chart }) => given.table === undefined || chart.table === given.table);
  for (const one of wanted) {
    const gathered = await one.load();
    const drawings = gathered === null ? [] : draw(one.chart, gathered.table, canvas);
    if (gathered === null || drawings.length === 0) continue;
    const title = answer.headline[0] ?? one.chart.title;
    const embedded = { ...embeddedPages(offered, given), first: offered.indexOf(one) };
    const text = kind === 'svg' ? svgFile(answer, drawings, gathered) : htmlFile(page, embedded, title);
    return { text, title: one.chart.title, table: one.chart.table };
  }
  return { nothing: whyNot(offered, given.table) };
};

function embeddedPages(offered: readonly Offered[], { tool, text, pageOf }: DrawnAnswer) {
  const names = [...new Set(offered.map(({ chart }) => chart.table))];
  const pages = names.flatMap((name) => {
    const page = pageOf(name);
    return page === null ? [] : [[name, page] as const];
  });
  return { tool, text, pages: Object.fromEntries(pages) };
}

function whyNot(offered: readonly Offered[], table: string | undefined): string {
  const names = [...new Set(offered.map(({ chart }) => chart.table))].join(', ');
  if (table === undefined || names === '') return 'this answer has nothing to draw.';
  return `there is no chart of the table ${table} in this answer; there are charts of: ${names}.`;
}
