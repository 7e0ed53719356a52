import type { Answer } from '../call.ts';
import { log } from '../log.ts';
import { inOrder } from '../report/note.ts';
import { renderPage } from '../report/page.ts';
import type { Report } from '../report/report.ts';
import { type ChartKind, chartKindOf, writeWhole, writingProblem } from './chart-path.ts';

/** What a chart is drawn from: the text that people read, and the whole tables behind it. */
export interface DrawnAnswer {
  tool: string;
  text: string;
  /** A whole table as a page of a stored result is told; null where the answer has none of that name. */
  pageOf(table: string): string | null;
  /** The table whose chart is wanted; the first that can be drawn unless said. */
  table?: string | undefined;
}

/** The text of a file, and what it shows; or why there is none. `page` is the page that clients show. */
export type WriteChart = (
  kind: ChartKind,
  answer: DrawnAnswer,
  page: string,
) => Promise<{ text: string; title: string; table: string } | { nothing: string }>;

/** What draws is a file of its own beside the program, so that nothing else pays for it. */
export type LoadWriter = () => Promise<{ writeChart: WriteChart }>;

/** The writer; undefined, which is told, where the program stands without it. */
export async function loadedWriter(load: LoadWriter): Promise<WriteChart | undefined> {
  try {
    return (await load()).writeChart;
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ERR_MODULE_NOT_FOUND')) throw fault;
    log(missing);
    return undefined;
  }
}

const missing = `--chart needs metrics-mcp-chart.mjs beside the program, and the bundle for Claude Desktop leaves it out.
The npm package has it (npx -y metrics-mcp call …), and so has a build of the sources.`;

/** Writes the chart of an answer to a file and tells which it is; the exit code. */
export async function writeChartFile(
  path: string,
  asked: { tool: string; table?: string | undefined },
  { text, report }: Answer,
  write: WriteChart,
): Promise<number> {
  // Rows of zeros that stand for no data would look like figures.
  if (report === undefined || report.empty) return failed('no chart was written: this answer has nothing to draw.');
  const { page } = await import('../chart-page.ts');
  const pageOf = (name: string) => wholePage(report, name);
  const chart = await write(chartKindOf(path) ?? 'svg', { tool: asked.tool, table: asked.table, text, pageOf }, page);
  if ('nothing' in chart) return failed(`no chart was written: ${chart.nothing}`);
  try {
    await writeWhole(path, chart.text);
  } catch (fault) {
    return failed(`no chart was written to ${JSON.stringify(path)}: ${writingProblem(fault)}.`);
  }
  log(`wrote ${JSON.stringify(path)}: "${chart.title}", drawn from the table ${chart.table}.`);
  return 0;
}

function wholePage(report: Report, name: string): string | null {
  const table = report.tables.find((one) => one.name === name);
  if (table === undefined) return null;
  // What did not fit into the text may change the meaning of the rows.
  const notes = inOrder(report.notes).map(({ text }) => text);
  const all = { table, offset: 0, limit: table.rows.length, format: 'table' as const, notes };
  return renderPage(all, { budget: Number.POSITIVE_INFINITY, footer: [] });
}

function failed(text: string): number {
  log(text);
  return 1;
}
