import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { describe, expect, it } from 'vitest';
import { brightness } from './brightness.ts';
import { faint } from './contrast.ts';
import { choose, settled } from './looking.ts';
import { onStage } from './on-stage.ts';

const stage = onStage();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const range = { start: '-14d', end: 'today' };
const grouped = { tool: 'amplitude_active_users', args: { ...range, group_by: 'platform' } };
const steps = { events: ['view_item', 'add_to_cart', 'purchase'] };
const back = { start_event: '_new', return_event: '_active' };

/** A chart of each kind. */
const kinds: [string, string, Record<string, unknown>, string][] = [
  ['lines', 'amplitude_active_users', { ...range, group_by: 'platform' }, 'Over time'],
  ['ranked bars', 'amplitude_active_users', { ...range, group_by: 'platform' }, 'Ranked'],
  [
    'bars against earlier ones',
    'amplitude_user_composition',
    { start: '-14d', property: 'country', compare: 'previous_period' },
    '',
  ],
  ['a histogram', 'amplitude_session_length', { start: '-14d' }, ''],
  ['a funnel', 'amplitude_funnel', { ...range, ...steps, group_by: 'platform' }, 'Steps'],
  ['a triangle', 'amplitude_retention', { ...range, ...back }, 'Cohorts'],
  ['a bridge', 'chartmogul_list_activities', { start: '-14d' }, 'MRR movements'],
  ['lines per currency', 'fynn_subscription_revenue', {}, 'MRR'],
];

describe.each(kinds)('%s', (_, tool, args, title) => {
  it('have no serious fault for those who cannot see well, in either theme, with the table open', async () => {
    const { view, setContext } = await stage.show({ tool, args });
    await settled(view);
    if (title !== '') await choose(view, title);
    await view.locator('details.table summary').click();
    await view.locator('tbody tr').first().waitFor();
    await view.getByRole('application').first().focus();
    await view.getByRole('application').first().press('End');
    await view.evaluate(axe);
    expect(await faults(view), 'light').toEqual([]);
    expect(await faint(view), 'light').toEqual([]);
    await setContext({ theme: 'dark' });
    await view.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    expect(await faults(view), 'dark').toEqual([]);
    expect(await faint(view), 'dark').toEqual([]);
  });
});

describe('those who look at it', () => {
  it('may ask for colours of high contrast, whatever the theme of the host', async () => {
    const { page, view } = await stage.show({ ...grouped, theme: 'light' });
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    await settled(view);
    expect(brightness(await view.evaluate(() => getComputedStyle(document.body).backgroundColor))).toBe(0);
    expect(await faint(view)).toEqual([]);
    const colours = (of: string, property: 'backgroundColor' | 'stroke') =>
      view.locator(of).evaluateAll((all, name) => all.map((one) => getComputedStyle(one)[name]), property);
    expect(await colours('.legend .swatch', 'backgroundColor')).toEqual(
      (await colours('.line:not(.open):not(.key)', 'stroke')).toReversed(),
    );
    const borders = await view
      .locator('.chooser button')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderTopWidth));
    expect(borders).toEqual(['3px', '1px']);
  });

  it('may print it: dark on white, with the whole table where that is open', async () => {
    const { page, view } = await stage.show({ ...grouped, theme: 'dark' });
    await settled(view);
    await view.locator('details.table summary').click();
    await view.locator('tbody tr').first().waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(brightness(await view.evaluate(() => getComputedStyle(document.body).color))).toBeLessThan(60);
    expect(await faint(view)).toEqual([]);
    expect(await view.locator('.scroller').evaluate((one) => one.scrollHeight <= one.clientHeight + 1)).toBe(true);
    expect(await view.getByRole('button', { name: 'Copy as CSV' }).isVisible()).toBe(false);
  });
});

/** What axe finds that is serious or worse, and what it is in. */
async function faults(view: Awaited<ReturnType<typeof stage.show>>['view']): Promise<string[]> {
  const found = await view.evaluate(async () => {
    const { axe }: { axe?: { run(options: object): Promise<AxeResults> } } = Object(globalThis);
    const { violations, passes } = (await axe?.run({ resultTypes: ['violations'] })) ?? { violations: [], passes: [] };
    return { violations, passed: passes.length };
  });
  expect(found.passed).toBeGreaterThan(10);
  return found.violations.flatMap(({ id, impact, nodes }) =>
    impact === 'serious' || impact === 'critical' ? nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`) : [],
  );
}
