import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { choose, printedTable, readByKeys, settled } from './looking.ts';
import { onStage } from './on-stage.ts';

const stage = onStage();
const grouped = { tool: 'amplitude_active_users', args: { start: '-14d', end: 'today', group_by: 'platform' } };

describe('without a mouse', () => {
  it('everything is reached in the order in which it stands', async () => {
    const { page, view } = await stage.show(grouped);
    await settled(view);
    expect(await tabbed(page, view, 9)).toEqual([
      ...['button Over time', 'button Ranked', 'button Android', 'button iOS', 'button Web'],
      ...['div Over time: active users. Arrow keys, Home and End read its figures.', 'summary Table: points, 45 rows'],
      ...['button Copy as CSV', 'body '],
    ]);
  });

  it('the arrow keys read figure by figure, and say them', async () => {
    const { page, view, text } = await stage.show(grouped);
    await settled(view);
    const points = await printedTable(stage.call, text, 'points');
    const day = (date: string) =>
      points.rows.filter(([, at]) => at === date).map(([series, , users]) => [series, users]);
    const said = async (key: string) => {
      await page.keyboard.press(key);
      return view.locator('.reading').textContent();
    };
    const words = (date: string, more = '') =>
      `${date}: ${day(date)
        .map(([series, users]) => `${series} ${users}${more}`)
        .join('; ')}`;
    await view.locator('.stage').focus();
    const dates = [...new Set(points.rows.map(([, at = '']) => at))].sort();
    const [first = '', second = ''] = dates;
    const last = dates.at(-1) ?? '';
    expect(await said('ArrowRight')).toBe(words(first));
    expect(await said('ArrowRight')).toBe(words(second));
    expect(await said('ArrowLeft')).toBe(words(first));
    expect(await said('ArrowLeft')).toBe(words(first));
    expect(await said('End')).toBe(words(last, ' (partial)'));
    expect(await said('ArrowRight')).toBe(words(last, ' (partial)'));
    expect(await said('Home')).toBe(words(first));
    expect(await said('ArrowDown')).toBe(words(second));
    expect(await said('ArrowUp')).toBe(words(first));
    expect(await view.locator('.tip').isVisible()).toBe(true);
    expect(await said('Escape')).toBe('');
    expect(await view.locator('.tip, .cursor').filter({ visible: true }).count()).toBe(0);
    expect(await said('a')).toBe('');
  });

  it('what was read goes when the focus does', async () => {
    const { page, view } = await stage.show(grouped);
    await settled(view);
    await view.locator('.stage').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    expect(await view.locator('.tip').isVisible()).toBe(false);
  });

  it('a series is switched off and on, and its button keeps the focus', async () => {
    const { page, view } = await stage.show(grouped);
    await settled(view);
    const button = view.getByRole('button', { name: 'iOS' });
    await button.focus();
    expect(await view.locator('path.line.open').count()).toBe(3);
    await page.keyboard.press('Space');
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    expect(await view.locator('path.line.open').count()).toBe(2);
    expect(await focused(view)).toBe('button iOS');
    await page.keyboard.press('Enter');
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    expect(await view.locator('path.line.open').count()).toBe(3);
    expect(await focused(view)).toBe('button iOS');
  });

  it('every series can be switched off, and one of them on again', async () => {
    const { view } = await stage.show(grouped);
    await settled(view);
    for (const name of ['Android', 'iOS', 'Web']) await view.getByRole('button', { name }).press('Space');
    expect(await view.locator('path.line').count()).toBe(0);
    expect((await readByKeys(view)).every(({ figures }) => figures.length === 0)).toBe(true);
    await view.getByRole('button', { name: 'Web' }).press('Space');
    expect(await view.locator('path.line.open').count()).toBe(1);
    expect((await readByKeys(view)).flatMap(({ figures }) => figures.map(({ name }) => name))).toContain('Web');
  });

  it('another chart is chosen, and its button keeps the focus', async () => {
    const { page, view } = await stage.show(grouped);
    await settled(view);
    await view.getByRole('button', { name: 'Ranked', exact: true }).focus();
    await page.keyboard.press('Enter');
    await settled(view);
    expect(await view.locator('.chooser [aria-pressed="true"]').allTextContents()).toEqual(['Ranked']);
    expect(await view.locator('rect.bar').count()).toBe(3);
    expect(await focused(view)).toBe('button Ranked');
  });

  it('the table opens, has every row, and stays open while the chart is drawn anew', async () => {
    const { page, view, text } = await stage.show(grouped);
    await settled(view);
    await view.locator('summary').focus();
    await page.keyboard.press('Enter');
    const points = await printedTable(stage.call, text, 'points');
    const rows = () =>
      view.evaluate(() =>
        [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent)),
      );
    await expect.poll(rows).toEqual(points.rows);
    expect(await view.locator('thead th').allTextContents()).toEqual(
      points.columns.map((name) => name.replaceAll('_', ' ')),
    );
    await view.getByRole('button', { name: 'Web' }).click();
    await page.setViewportSize({ width: 500, height: 900 });
    await expect.poll(() => view.locator('svg').evaluate((svg) => svg.clientWidth)).toBeLessThan(500);
    expect(await rows()).toEqual(points.rows);
    // The table is scrolled by itself, by keyboard too.
    expect(await view.locator('.scroller').getAttribute('tabindex')).toBe('0');
  });

  it('the focus stays in the chart when the window changes', async () => {
    const { page, view } = await stage.show(grouped);
    await settled(view);
    await view.locator('.stage').focus();
    await page.setViewportSize({ width: 400, height: 900 });
    await expect.poll(() => view.locator('svg').evaluate((svg) => svg.clientWidth)).toBeLessThan(400);
    expect(await focused(view)).toBe('div Over time: active users. Arrow keys, Home and End read its figures.');
  });
});

describe('with a mouse', () => {
  it('the figures at the nearest place are shown, and go when it leaves or Escape is pressed', async () => {
    const { page, view, text } = await stage.show(grouped);
    await settled(view);
    const points = await printedTable(stage.call, text, 'points');
    const box = await view.locator('svg').boundingBox();
    if (box === null) throw new Error('no drawing');
    await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2);
    expect(await view.locator('.tip .at').textContent()).toBe('2026-11-21');
    const today = points.rows.filter(([, at]) => at === '2026-11-21').map(([, , users]) => `${users} (partial)`);
    expect(await view.locator('.tip strong').allTextContents()).toEqual(today);
    expect(await view.locator('.tip').evaluate((tip) => tip.getBoundingClientRect().right <= innerWidth)).toBe(true);
    await page.mouse.move(0, 0);
    expect(await view.locator('.tip').isVisible()).toBe(false);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    expect(await view.locator('.tip').isVisible()).toBe(true);
    await view.locator('summary').press('Escape');
    expect(await view.locator('.tip, .cursor').filter({ visible: true }).count()).toBe(0);
  });

  it.each([
    ['bars', 'amplitude_user_composition', { start: '-14d', property: 'country' }, '', 'rect.bar'],
    ['upright bars', 'amplitude_session_length', { start: '-14d' }, '', 'rect.bar'],
    ['steps', 'amplitude_funnel', { start: '-14d', events: ['view_item', 'purchase'] }, 'Steps', 'rect.bar'],
    ['movements', 'chartmogul_list_activities', { start: '-30d' }, 'MRR movements', 'rect.bar'],
    [
      'cells',
      'amplitude_retention',
      { start: '-14d', start_event: '_new', return_event: '_active' },
      'Cohorts',
      'rect.cell',
    ],
  ])('%s are what the pointer is on', async (_, tool, args, title, mark) => {
    const { page, view } = await stage.show({ tool, args });
    await settled(view);
    if (title !== '') await choose(view, title);
    const readings = await readByKeys(view);
    const marks = view.locator('.stage').first().locator(mark);
    for (const index of [0, 1]) {
      await marks.nth(index).hover({ force: true });
      const read = await view.locator('.tip').first().innerText();
      const known = readings.filter((one) =>
        [one.title, ...one.figures.map(({ text }) => text)].every((words) => read.includes(words)),
      );
      expect(known.length, read).toBeGreaterThan(0);
      // What is pointed at is framed.
      const [on, around] = await Promise.all([
        marks.nth(index).boundingBox(),
        view.locator('.cursor').first().boundingBox(),
      ]);
      expect(Math.abs((on?.x ?? 0) - (around?.x ?? Number.NaN))).toBeLessThan(3);
      expect(Math.abs((on?.y ?? 0) - (around?.y ?? Number.NaN))).toBeLessThan(3);
    }
    await page.mouse.move(0, 0);
    expect(await view.locator('.tip').first().isVisible()).toBe(false);
  });
});

/** What has the focus after each press of the Tab key, until it is back in the host's page. */
async function tabbed(page: Page, view: Frame, times: number): Promise<string[]> {
  const found: string[] = [];
  for (let time = 0; time < times; time++) {
    await page.keyboard.press('Tab');
    found.push(await focused(view));
  }
  return found;
}

function focused(view: Frame): Promise<string> {
  return view.evaluate(() => {
    const one = document.hasFocus() ? document.activeElement : document.body;
    const name = one === document.body ? '' : (one?.getAttribute('aria-label') ?? one?.textContent ?? '');
    return `${one?.localName} ${name}`;
  });
}
