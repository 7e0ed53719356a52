import { describe, expect, it } from 'vitest';
import {
  chartTitles,
  choose,
  clashes,
  overflow,
  printedTable,
  readByKeys,
  resize,
  sendAnswer,
  squeezed,
} from './looking.ts';
import { onStage } from './on-stage.ts';
import { questions } from './questions.ts';
import { textOf } from './stage.ts';

const stage = onStage();
const tools = [...new Set(questions.map(({ tool }) => tool))];
const widths = [320, 1_200];

describe.each(tools)('%s', (tool) => {
  it('is drawn at any width, legibly, with the figures that are printed, and asks for nothing outside', async () => {
    const forms = questions.filter((question) => question.tool === tool).map(({ args }) => args);
    const { page, view, requests, complaints } = await stage.show({ tool, args: forms[0] ?? {} });
    for (const args of forms) {
      const answer = await stage.call(tool, args);
      await sendAnswer(page, view, answer);
      for (const title of await chartTitles(view)) {
        const form = `${JSON.stringify(args)} ${title}`;
        if (title !== '') await choose(view, title);
        for (const width of widths) {
          await resize(page, view, width);
          const at = `${form} at ${width} px`;
          expect.soft(await view.locator('svg').count(), `${at}: drawings`).toBeGreaterThan(0);
          expect.soft(await clashes(view), `${at}: words`).toEqual([]);
          expect.soft(await overflow(view), `${at}: overflow`).toBe(0);
          expect.soft(await squeezed(view), `${at}: squeezed`).toBe(0);
        }
        await expectPrinted(view, textOf(answer), form);
      }
    }
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => window.asked)).toEqual([]);
    const calls = await page.evaluate(() => window.calls.map(({ name }) => name));
    expect(calls.filter((name) => name !== 'read_result')).toEqual([]);
  });
});

type View = Awaited<ReturnType<typeof stage.show>>['view'];

/** Everything that can be read in the chart is a cell of its table, in a row that the chart names. */
async function expectPrinted(view: View, text: string, form: string): Promise<void> {
  const table = await view.locator('details.table summary').textContent();
  const [, name = ''] = /^Table: (.*), [\d,]+ rows?$/.exec(table ?? '') ?? [];
  const { rows } = await printedTable(stage.call, text, name.replaceAll(' ', '_'));
  const charts = await view.locator('.stage').count();
  for (let chart = 0; chart < charts; chart++) {
    const readings = await readByKeys(view, chart);
    expect.soft(readings.length, `${form}: places`).toBeGreaterThan(0);
    const strange = readings.filter(({ title, figures }) => {
      const own = rows.filter((row) => row.some((cell) => cell !== '' && isPart(cell, title)));
      const cells = new Set((own.length > 0 ? own : rows).flat());
      return figures.length === 0 || figures.some(({ text }) => !cells.has(bare(text)));
    });
    expect.soft(strange, `${form}: read but not printed`).toEqual([]);
  }
}

function isPart(cell: string, title: string): boolean {
  return title === cell || title.split(/, |: /).includes(cell);
}

/** Without what the chart adds to a figure: that its period still runs, and the sign of a loss. */
function bare(text: string): string {
  return text.replace(/ \((?:partial|not final)\)$/, '').replace(/^\u2212 /, '');
}
