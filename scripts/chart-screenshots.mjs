// Draws docs/charts/*.png: every kind of chart as a client shows it, from the built server's demo in Chromium, at a moment that
// is always the same. Build first; `node scripts/chart-screenshots.mjs funnel` draws only those whose names begin so.
import { mkdir, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { smallPng } from './small-png.mjs';

const outfile = 'node_modules/.cache/metrics-mcp/chart-screenshots.mjs';
await build({
  stdin: {
    contents: `export { openHost } from './test/view/host.ts';
      export { openStage } from './test/view/stage.ts';
      export { executablePath, flags } from './test/view/browser.ts';
      export { choose, painted, settled } from './test/view/looking.ts';
      export { chromium } from 'playwright-core';`,
    resolveDir: process.cwd(),
  },
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
const { openHost, openStage, executablePath, flags, choose, painted, settled, chromium } = await import(
  new URL(`../${outfile}`, import.meta.url)
);

const steps = { events: ['view_item', 'add_to_cart', 'purchase'] };
const back = { start_event: '_new', return_event: '_active' };

const shots = [
  ['lines-partial-day', 'amplitude_active_users', { start: '-60d', end: 'today' }, ''],
  ['lines-grouped', 'amplitude_active_users', { start: '-30d', group_by: 'platform' }, 'Over time'],
  [
    'lines-compared',
    'amplitude_active_users',
    { start: '-28d', compare: 'previous_period' },
    'Against the earlier range',
  ],
  ['realtime', 'amplitude_realtime_users', {}, ''],
  ['bars-ranked', 'amplitude_user_composition', { start: '-30d', property: 'country' }, ''],
  [
    'bars-compared',
    'amplitude_user_composition',
    { start: '-28d', property: 'country', compare: 'previous_period' },
    'Against the earlier range',
  ],
  ['histogram', 'amplitude_session_length', { start: '-30d' }, ''],
  ['funnel', 'amplitude_funnel', { start: '-30d', end: '-2d', ...steps, conversion_window_seconds: 86_400 }, 'Steps'],
  ['retention-curve', 'amplitude_retention', { start: '-30d', ...back }, 'Retention curve'],
  ['retention-triangle', 'amplitude_retention', { start: '-21d', ...back }, 'Cohorts'],
  ['revenue-ltv-curve', 'amplitude_revenue_ltv', { start: '-120d', group_by: 'platform' }, ''],
  ['mrr-bridge', 'chartmogul_list_activities', { start: '-30d' }, 'MRR movements'],
  ['mrr-by-currency', 'fynn_subscription_revenue', {}, 'MRR'],
];
const alsoDark = ['lines-grouped', 'retention-triangle', 'mrr-bridge'];

const [wanted = ''] = process.argv.slice(2);
const host = await openHost();
const browser = await chromium.launch({ executablePath, args: flags });
try {
  const stage = await openStage(browser, host.origin);
  await mkdir('docs/charts', { recursive: true });
  for (const [name, tool, args, title] of shots.filter(([name]) => name.startsWith(wanted))) {
    for (const theme of alsoDark.includes(name) ? ['light', 'dark'] : ['light'])
      await draw(stage, theme === 'light' ? name : `${name}-dark`, { tool, args, theme }, title);
  }
} finally {
  await browser.close();
  await host.close();
}

/** The frame alone, as tall as its view. */
async function draw(stage, name, showing, title) {
  const { page, view } = await stage.show({ ...showing, width: 760 });
  // A frame that is taller than its window may be painted too late.
  await page.setViewportSize({ width: 760, height: 2_000 });
  await settled(view);
  if (title !== '' && (await view.locator('.chooser').count()) > 0) await choose(view, title);
  // Until the frame has the height of the view.
  await view.waitForFunction(() => Math.abs(document.documentElement.scrollHeight - innerHeight) <= 1);
  await painted(view);
  await page.mouse.move(0, 0);
  await view.locator('svg').first().waitFor();
  const image = smallPng(await page.locator('iframe').screenshot());
  await writeFile(`docs/charts/${name}.png`, image);
  console.log(`docs/charts/${name}.png: ${Math.round(image.length / 1_000)} kB`);
  await page.context().close();
}
