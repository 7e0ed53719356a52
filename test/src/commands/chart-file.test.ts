import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { loadedWriter, type WriteChart, writeChartFile } from '../../../src/commands/chart-file.ts';
import { chartPathProblem, writeWhole } from '../../../src/commands/chart-path.ts';
import type { Report } from '../../../src/report/report.ts';
import { runProgram } from '../../support/run-program.ts';
import { reply, vendorServer } from '../../support/vendor-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
const state = { METRICS_MCP_STATE_DIR: join(folder, 'state') };
const svg = join(folder, 'chart.svg');
const users = ['call', 'amplitude_active_users', '--demo'];
afterEach(() => rmSync(svg, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('call --chart', () => {
  it('writes the chart, prints the answer all the same, and says on stderr what was written', async () => {
    const plain = await runProgram(users, state);
    const { code, stdout, stderr } = await runProgram([...users, '--chart', svg], state);
    expect(readFileSync(svg, 'utf8')).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg .*<\/svg>\n$/s);
    expect(stable(stdout)).toBe(stable(plain.stdout));
    expect(stderr).toBe(`metrics-mcp: wrote ${JSON.stringify(svg)}: "Over time", drawn from the table points.\n`);
    expect(code).toBe(0);
    expect(readdirSync(folder).filter((name) => name !== 'state')).toEqual(['chart.svg']);
  });

  it('draws the chart of the table that is printed', async () => {
    const asked = ['call', 'amplitude_active_users', 'start=-7d', 'group_by=platform', '--demo'];
    const { stdout, stderr } = await runProgram([...asked, '--table', 'series', '--chart', svg], state);
    expect(stdout).toMatch(/^DEMO DATA.*\n\| series \|/);
    expect(stderr).toContain('drawn from the table series.');
  });

  it('puts the page of the clients into an HTML file, with the answer and its whole tables inside', async () => {
    const path = join(folder, 'chart.HTML');
    const { stdout } = await runProgram([...users, 'start=-60d', '--chart', path], state);
    const page = readFileSync(path, 'utf8');
    rmSync(path);
    const [, json = '{}'] = /<script type="application\/json" id="answer">(.*?)<\/script>/s.exec(page) ?? [];
    const carried = JSON.parse(json);
    expect(stable(carried.text)).toBe(stable(stdout.trimEnd()));
    expect(carried.tool).toBe('amplitude_active_users');
    expect(carried.pages.points.split('\n').filter((line: string) => line.startsWith('| 20'))).toHaveLength(60);
    expect(page).toContain("default-src 'none'");
    expect(page).toMatch(/<title>.*active users, each counted once\.<\/title>/);
  });

  it.each([
    [['--chart', 'chart.png'], /ends in \.svg or \.html, and "chart\.png" does not/],
    [['--chart', 'svg'], /ends in \.svg or \.html/],
    [['--chart', svg, '--csv'], /without --csv and --json/],
    [['--chart', svg, '--json'], /without --csv and --json/],
    [['--chart', join(folder, 'none/chart.svg')], /there is no such folder/],
    [['--chart', join('package.json', 'chart.svg')], /its folder is a file/],
  ])('%j is a wrong option: told before anything is asked', async (words, sentence) => {
    const vendor = await vendorServer((_, response) => reply(response, {}, 500));
    const settings = {
      AMPLITUDE_API_KEY: 'key',
      AMPLITUDE_SECRET_KEY: 'secret-6b1f',
      AMPLITUDE_BASE_URL: vendor.origin,
    };
    const { code, stdout, stderr } = await runProgram(['call', 'amplitude_active_users', ...words], {
      ...state,
      ...settings,
    });
    await vendor.close();
    expect(stderr).toMatch(sentence);
    expect([code, stdout, vendor.asked]).toEqual([2, '', []]);
    expect(existsSync(svg)).toBe(false);
  });

  it.each([
    [['call', 'metrics_status', '--demo'], /no chart was written: this answer has nothing to draw/],
    [
      ['call', 'amplitude_search_users', 'query=user', '--demo'],
      /no chart was written: this answer has nothing to draw/,
    ],
    [[...users, 'dry_run=true'], /no chart was written: this answer has nothing to draw/],
    [[...users, 'start=2019-01-01', 'end=2019-02-01'], /no chart was written: this answer has nothing to draw/],
    [['call', 'amplitude_funnel', 'events=view_item', 'events=purchase', '--table', 'what', '--demo'], /no table what/],
    [
      ['call', 'fynn_subscription_revenue', '--table', 'currencies', '--demo'],
      /no chart of the table currencies .* charts of: points/,
    ],
    [[...users, 'start=soon'], /^$/],
  ])('%j has no chart: exit code 1, and no file', async (words, sentence) => {
    writeFileSync(svg, 'what stood there');
    const { code, stderr } = await runProgram([...words, '--chart', svg], state);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(1);
    expect(readFileSync(svg, 'utf8')).toBe('what stood there');
  });

  it('belongs to call alone', async () => {
    const { code, stderr } = await runProgram(['doctor', '--chart', svg, '--demo'], state);
    expect(stderr).toMatch(/--chart does not belong to doctor/);
    expect(code).toBe(2);
  });
});

describe('the path of a chart', () => {
  it('may not be a folder, nor lie in one that may not be written to', () => {
    const [taken, locked] = [join(folder, 'taken.svg'), join(folder, 'locked')];
    for (const path of [taken, locked]) mkdirSync(path);
    chmodSync(locked, 0o500);
    expect(chartPathProblem(taken)).toMatch(/it is a folder/);
    // Who may do everything may write there too.
    if (process.getuid?.() !== 0) expect(chartPathProblem(join(locked, 'a.svg'))).toMatch(/may not be written to/);
    expect(chartPathProblem(svg)).toBeUndefined();
    for (const path of [taken, locked]) rmSync(path, { recursive: true });
  });

  it('holds all of a chart or what it held before', async () => {
    const taken = join(folder, 'full.svg');
    mkdirSync(join(taken, 'inside'), { recursive: true });
    await expect(writeWhole(taken, 'new')).rejects.toThrow();
    expect(readdirSync(folder)).not.toContain(`.full.svg.${process.pid}`);
    rmSync(taken, { recursive: true });
    writeFileSync(svg, 'old');
    await writeWhole(svg, 'new');
    expect(readFileSync(svg, 'utf8')).toBe('new');
  });
});

describe('a chart file', () => {
  const table = {
    name: 'points',
    title: 'daily',
    columns: [{ name: 'date', type: 'date' as const }],
    rows: [['2026-08-01']],
    show: 0,
  };
  const report: Report = { headline: ['One.'], tables: [table], notes: [{ gravity: 'doubt', text: 'Take care.' }] };
  const answer = { text: 'One.', failed: false, report };

  it('is made of the text that was printed and of whole tables with all notes', async () => {
    const given: unknown[] = [];
    const write: WriteChart = async (kind, { tool, text, pageOf, table }) => {
      given.push(kind, tool, text, table, pageOf('points'), pageOf('none'));
      return { text: 'drawn', title: 'Chart', table: 'points' };
    };
    expect(await writeChartFile(svg, { tool: 'some_tool', table: 'points' }, answer, write)).toBe(0);
    const page = 'points: daily\n| date |\n|---|\n| 2026-08-01 |\n(rows 1 to 1 of 1; none remain)\n- Take care.\n---';
    expect(given).toEqual(['svg', 'some_tool', 'One.', 'points', page, null]);
    expect(readFileSync(svg, 'utf8')).toBe('drawn');
  });

  it('is not begun where the writer is not beside the program', async () => {
    const gone = () => import(new URL('./not-there.mjs', import.meta.url).href);
    expect(await loadedWriter(gone)).toBeUndefined();
    await expect(loadedWriter(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

/** Without the name that each result gets, and the minute in which it was had. */
function stable(text: string): string {
  return text
    .replace(/result_id: \w+/, '')
    .replace(/live [\d-]+ [\d:]+/, '')
    .replace(/quota left [\d,]+/, '');
}
