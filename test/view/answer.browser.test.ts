import { describe, expect, it } from 'vitest';
import { readByKeys, settled } from './looking.ts';
import { onStage } from './on-stage.ts';

const stage = onStage();
const users = { tool: 'amplitude_active_users', args: { start: '-30d', end: 'today' } };
const grouped = { tool: users.tool, args: { ...users.args, group_by: 'platform' } };

describe('an answer', () => {
  it('has what it says above and below its chart, partial periods in place', async () => {
    const { view } = await stage.show(users);
    await settled(view);
    expect(await view.locator('.banner').textContent()).toBe('DEMO DATA: a simulated company, not yours.');
    expect(await view.locator('h1').textContent()).toMatch(/^2026-10-22 to 2026-11-21: [\d,]+ active users/);
    expect((await view.locator('.notes li').allTextContents()).join()).toMatch(/Partial.*2026-11-21/);
    expect((await remarks(view)).join()).toMatch(/Dashed: the period still runs/);
    expect(await view.locator('path.line.open').evaluate((path) => getComputedStyle(path).strokeDasharray)).not.toBe(
      'none',
    );
    const [dot, ground] = await view.evaluate(() => {
      const found = document.querySelector('circle.dot.open');
      return [found === null ? '' : getComputedStyle(found).fill, getComputedStyle(document.body).backgroundColor];
    });
    expect(dot).toBe(ground);
    expect(await view.locator('.source').textContent()).toMatch(/^Source: Amplitude, 2026-10-22 to 2026-11-21/);
  });

  it('is said to be an error where it is one', async () => {
    const { view } = await stage.show({ tool: 'amplitude_active_users', args: { start: 'soon' } });
    await settled(view);
    expect(await view.locator('main').innerText()).toMatch(/"start": "soon" is no date/);
    expect(await view.locator('[role="status"]').textContent()).toBe('The call failed, so there is nothing to draw.');
  });

  it.each([
    ['a price', { ...users, args: { ...users.args, dry_run: true } }],
    ['of a tool without charts', { tool: 'metrics_status' }],
    [
      'a table of columns that nobody knows',
      { tool: 'amplitude_query_chart', args: { chart: 'demo-countries-table' } },
    ],
    ['no text at all', { ...users, change: () => '' }],
    ['a text of nothing', { ...users, change: () => '---\n---\ntables: \nresult_id: \n|||\n' }],
  ])('has nothing to draw where it is %s', async (_, showing) => {
    const { view, complaints } = await stage.show(showing);
    await settled(view);
    expect(await view.locator('[role="status"]').textContent()).toBe('This answer has nothing to draw.');
    expect(complaints).toEqual([]);
  });

  it.each([null, 'mcp__metrics__amplitude_active_users', 'constructor'])(
    'is drawn by its tables where the host says %j for its tool',
    async (toolSaid) => {
      const { view } = await stage.show({ ...grouped, toolSaid });
      await settled(view);
      expect(await view.locator('.chooser button').allTextContents()).toEqual(['Over time', 'Ranked']);
      expect(await stops(view)).toBe(31);
    },
  );

  it('may never come', async () => {
    const { page, view } = await stage.show({ ...users, waits: true });
    expect(await view.locator('main').innerText()).toBe('The chart comes with the answer.');
    await page.evaluate(() => window.cancelCall());
    await settled(view);
    expect(await view.locator('main').innerText()).toBe('The call was cancelled: there is nothing to draw.');
  });

  it('takes the place of the one before', async () => {
    const { page, view } = await stage.show(users);
    await settled(view);
    const other = await stage.call(grouped.tool, grouped.args);
    await page.evaluate((json) => window.sendAnswer(json), JSON.stringify(other));
    await expect.poll(() => view.locator('h1').textContent()).toMatch(/^3 series/);
    await settled(view);
    expect(await view.locator('path.line.open').count()).toBe(3);
    expect(await view.locator('figure').count()).toBe(1);
  });
});

type View = Awaited<ReturnType<typeof stage.show>>['view'];

/** How many places of the first chart the arrow keys lead to. */
async function stops(view: View): Promise<number> {
  return (await readByKeys(view)).length;
}

function remarks(view: View): Promise<string[]> {
  return view.locator('.remark').allTextContents();
}
