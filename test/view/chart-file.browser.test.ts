import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { reply, vendorServer } from '../support/vendor-server.ts';
import { chartTitles, choose, clashes, overflow, printedTable, readByKeys, settled } from './looking.ts';
import { onStage } from './on-stage.ts';
import { questions } from './questions.ts';
import { textOf } from './stage.ts';
import { chartFolder, openFile } from './written.ts';

const stage = onStage();
const folder = chartFolder();

// One question to each tool, and one with long sentences: what is drawn is looked at in every-chart.browser.test.ts.
const some = questions.filter(
  ({ tool, args }, place) =>
    questions.findIndex((one) => one.tool === tool) === place ||
    ('compare' in args && /composition|revenue$/.test(tool)),
);

describe.each(some)('call $tool $args --chart', ({ tool, args }) => {
  it('writes an SVG that browsers read as XML, legible, with the figures of the table and nothing from outside', async () => {
    const [path, words] = [folder.path('chart.svg'), JSON.stringify(args)];
    const { stderr } = await folder.call(tool, [words, '--chart', path]);
    const [, table = ''] = /drawn from the table (\w+)\.$/m.exec(stderr) ?? [];
    const printed = await printedTable(stage.call, textOf(await stage.call(tool, args)), table);
    const { page, requests, complaints } = await openFile(stage.browser(), path);

    expect(await page.evaluate(() => [document.contentType, document.documentElement.nodeName])).toEqual([
      'image/svg+xml',
      'svg',
    ]);
    expect(await page.locator('parsererror').count()).toBe(0);
    expect(await clashes(page.mainFrame())).toEqual([]);
    expect(await page.locator('svg > svg path, svg > svg rect').count()).toBeGreaterThan(0);
    const cells = new Set(printed.rows.flat());
    const told = await hintsOf(page);
    expect(told.length).toBeGreaterThan(0);
    for (const text of told.flatMap(({ figures }) => figures)) expect([...cells]).toContain(text);
    expect([requests, complaints]).toEqual([[], []]);
    // Viewers other than browsers know no variables, and some no style sheets.
    expect(readFileSync(path, 'utf8')).not.toMatch(/var\(|light-dark|<style|&nbsp;|="none none"/);
  });
});

describe('the SVG', () => {
  it('draws every point at its height', async () => {
    const [path, words] = [folder.path('heights.svg'), ['start=-20d', 'end=today']];
    await folder.call('amplitude_active_users', [...words, '--chart', path]);
    const csv = await folder.call('amplitude_active_users', [...words, '--table', 'points', '--csv']);
    const rows = csv.stdout.trim().split('\n').slice(1);
    const values = rows.map((row) => Number(row.split(',')[1])).reverse();
    const { page } = await openFile(stage.browser(), path);
    const heights = await page.evaluate(() => {
      const zero = [...document.querySelectorAll('.tick')].find((tick) => tick.textContent === '0');
      const at = (tick: Element | undefined) => Number(/,([\d.]+)\)/.exec(tick?.getAttribute('transform') ?? '')?.[1]);
      const highest = [...document.querySelectorAll('.tick')].at(-1);
      const whole = document.querySelector('path.line:not(.open)')?.getAttribute('d') ?? '';
      const points = [...whole.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, , y]) => Number(y));
      const open = document.querySelector('circle.open')?.getAttribute('cy');
      return { zero: at(zero), top: at(highest), most: Number(highest?.textContent), all: [...points, Number(open)] };
    });
    const value = (y: number) => ((heights.zero - y) / (heights.zero - heights.top)) * heights.most;
    expect(heights.all.map((y) => Math.round(value(y)))).toEqual(values);
  });

  it('says which data are simulated, what is partial, and where the figures are from', async () => {
    const path = folder.path('words.svg');
    await folder.call('amplitude_active_users', ['start=-9d', 'end=today', '--chart', path]);
    const { page } = await openFile(stage.browser(), path);
    const words = await page.locator('svg > text').allTextContents();
    expect(words[0]).toBe('DEMO DATA: a simulated company, not yours.');
    expect(words.join(' ')).toMatch(
      /Dashed: .* Partial, so left out of latest.* Source: Amplitude, 2026-11-12 to 2026-11-21/,
    );
    expect(await page.locator('svg > title').textContent()).toMatch(/active users, each counted once/);
  });

  it('stacks currencies', async () => {
    const path = folder.path('stacked.svg');
    await folder.call('fynn_subscription_revenue', ['--chart', path]);
    const { page } = await openFile(stage.browser(), path);
    const boxes = await page.locator('svg > svg').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    expect(boxes).toHaveLength(2);
    expect(boxes[1]?.top).toBeGreaterThan(boxes[0]?.bottom ?? 0);
  });
});

describe.each([
  ['amplitude_active_users', ['start=-14d', 'end=today', 'group_by=platform'], 'points'],
  ['amplitude_active_users', ['start=-200d'], 'points'],
  ['amplitude_funnel', ['start=-14d', 'events=view_item', 'events=purchase'], 'steps'],
  ['fynn_subscription_revenue', [], 'points'],
])('call %s %j --chart page.html', (tool, words, table) => {
  it('writes a page that draws without a host, with every row of the table, and asks for nothing', async () => {
    const path = folder.path('page.html');
    await folder.call(tool, [...words, '--table', table, '--chart', path]);
    const printed = await folder.call(tool, [...words, '--table', table]);
    const { page, requests, complaints } = await openFile(stage.browser(), path);
    const view = page.mainFrame();
    await settled(view);
    expect(await page.locator('figure svg').count()).toBeGreaterThan(0);
    await page.locator('summary', { hasText: 'Table' }).click();
    await page.locator('tbody').waitFor();
    const rows = page.locator('tbody tr');
    const shown = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    const [, , ...body] = printed.stdout.split('\n').filter((line) => line.startsWith('|'));
    expect(shown).toEqual(body.map(cellsOf));
    const cells = new Set(shown.flat());
    const read = (await readByKeys(view)).flatMap(({ figures }) => figures.map(({ text }) => bare(text)));
    expect(read.length).toBeGreaterThan(0);
    for (const text of read) expect([...cells]).toContain(text);
    for (const title of await chartTitles(view)) if (title !== '') await choose(view, title);
    expect(await overflow(view)).toBe(0);
    expect([requests, complaints]).toEqual([[], []]);
  });
});

describe('a hostile label', () => {
  const hostile = `</script><script>window.hacked = 1</script><!--<img src=x onerror="window.hacked = 1">&nbsp;]]>`;

  it.each(['svg', 'html'])('stays words in %s', async (kind) => {
    const data = {
      series: [
        [7, 9],
        [5, 4],
      ],
      seriesLabels: [hostile, 'other'],
      seriesCollapsed: [[{ value: 16 }], [{ value: 9 }]],
      xValues: ['2026-08-01', '2026-08-02'],
    };
    const vendor = await vendorServer((_, response) => reply(response, { data }));
    const path = folder.path(`hostile.${kind}`);
    const settings = {
      AMPLITUDE_API_KEY: 'key',
      AMPLITUDE_SECRET_KEY: 'secret-41ad',
      AMPLITUDE_BASE_URL: vendor.origin,
    };
    const words = ['start=2026-08-01', 'end=2026-08-02', 'group_by=country', '--chart', path];
    await folder.call('amplitude_active_users', words, settings).finally(vendor.close);
    const { page, requests, complaints } = await openFile(stage.browser(), path);
    if (kind === 'html') await settled(page.mainFrame());
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator(kind === 'svg' ? 'svg > text' : '.legend').allTextContents()).toContainEqual(
      expect.stringContaining('</script><script>'),
    );
    expect([requests, complaints]).toEqual([[], []]);
  });
});

/** The cells of a line of a printed table. */
function cellsOf(line: string): string[] {
  return line
    .slice(2, -2)
    .split(' | ')
    .map((cell) => cell.replaceAll('\\', ''));
}

/** What the areas over a drawing tell: a place, and its figures as printed. */
async function hintsOf(page: Page): Promise<{ at: string; figures: string[] }[]> {
  const titles = await page.locator('.hints title').allTextContents();
  return titles.map((title) => {
    const [at = '', ...lines] = title.split('\n');
    return { at, figures: lines.map((line) => bare(line.slice(line.lastIndexOf(': ') + 1).trim())) };
  });
}

/** A figure without the word that a period still runs. */
function bare(text: string): string {
  return text.replace(/ \(partial\)$/, '');
}
