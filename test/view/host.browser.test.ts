import { describe, expect, it } from 'vitest';
import { csvOf } from '../../view/page/csv.ts';
import { brightness } from './brightness.ts';
import { printedTable, readByKeys, settled } from './looking.ts';
import { onStage } from './on-stage.ts';

const stage = onStage();
const users = { tool: 'amplitude_active_users', args: { start: '-30d', end: 'today' } };
const grouped = { tool: users.tool, args: { ...users.args, group_by: 'platform' } };
const composition = { tool: 'amplitude_user_composition', args: { start: '-14d', property: 'country' } };
const colour = (place: string, property: 'backgroundColor' | 'color') => ({ place, property });

describe('the host', () => {
  it('sets the theme, and changes it while the chart is shown', async () => {
    const { view, setContext } = await stage.show(users);
    await settled(view);
    const look = () =>
      view.evaluate(
        (places) =>
          places.map(({ place, property }) => {
            const found = document.querySelector(place);
            return found === null ? '' : getComputedStyle(found)[property];
          }),
        [colour('body', 'backgroundColor'), colour('h1', 'color'), colour('svg .colour-0', 'color')],
      );
    const light = await look();
    expect(brightness(light[0])).toBeGreaterThan(200);
    expect(brightness(light[1])).toBeLessThan(60);
    await setContext({ theme: 'dark' });
    await expect.poll(async () => brightness((await look())[0])).toBeLessThan(60);
    const dark = await look();
    expect(brightness(dark[1])).toBeGreaterThan(200);
    expect(dark[2]).not.toBe(light[2]);
    await setContext({ theme: 'light' });
    await expect.poll(look).toEqual(light);
  });

  it('has its own colours and fonts followed', async () => {
    const { view, setContext } = await stage.show(users);
    await settled(view);
    await setContext({
      styles: {
        variables: {
          '--color-background-primary': 'rgb(250, 240, 230)',
          '--color-text-primary': 'rgb(1, 2, 3)',
          '--font-sans': 'monospace',
        },
      },
    });
    await expect
      .poll(() => view.evaluate(() => getComputedStyle(document.body).backgroundColor))
      .toBe('rgb(250, 240, 230)');
    expect(await view.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(1, 2, 3)');
    expect(await view.evaluate(() => getComputedStyle(document.body).fontFamily)).toBe('monospace');
  });

  it('is told how tall the view is, whatever opens in it', async () => {
    const { page, view } = await stage.show(users);
    await settled(view);
    const fits = () => view.evaluate(() => Math.abs(document.documentElement.scrollHeight - window.innerHeight) <= 1);
    await expect.poll(fits).toBe(true);
    const before = await page.evaluate(() => window.heights.at(-1) ?? 0);
    await view.locator('summary').click();
    await expect.poll(() => page.evaluate(() => window.heights.at(-1) ?? 0)).toBeGreaterThan(before + 100);
    await expect.poll(fits).toBe(true);
  });

  it('may ask for less motion: nothing moves at all', async () => {
    const { view } = await stage.show({ ...users, reducedMotion: true });
    await settled(view);
    await view.getByRole('application').focus();
    await view.getByRole('application').press('End');
    const moving = await view.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((one) => {
          const { transitionDuration, animationName } = getComputedStyle(one);
          return transitionDuration !== '0s' || animationName !== 'none';
        }).length,
    );
    expect(moving).toBe(0);
    expect(await view.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});

it('lets the host take the view away', async () => {
  const { page, view } = await stage.show(users);
  await settled(view);
  expect(await page.evaluate(() => window.tearDown())).toBe('{}');
});

describe('the rows of a chart', () => {
  it('are asked for through the host where the answer has not all of them', async () => {
    const { page, view, text } = await stage.show(users);
    await settled(view);
    const [, id] = /^result_id: (\w+)$/m.exec(text) ?? [];
    const asked = { result_id: id, table: 'points', offset: 0, limit: 10_000 };
    expect(await page.evaluate(() => window.calls)).toEqual([{ name: 'read_result', args: asked }]);
    expect(await stops(view)).toBe(31);
  });

  it('are not asked for where the answer has them', async () => {
    const { page, view } = await stage.show(composition);
    await settled(view);
    expect(await page.evaluate(() => window.calls)).toEqual([]);
    expect(await view.locator('rect.bar').count()).toBe(11);
  });

  it('are waited for, which is said', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { view } = await stage.show({ ...users, changeRows: (text) => held.then(() => text) });
    await view.waitForSelector('[aria-busy="true"]');
    expect(await view.locator('[role="status"]').allTextContents()).toEqual(['Reading the rows…']);
    release();
    await settled(view);
    expect(await stops(view)).toBe(31);
  });

  it('are those of the text where the host passes no calls on, and that is said', async () => {
    const { page, view, text } = await stage.show({ ...users, passesCalls: false });
    await settled(view);
    const shown = text.split('\n').filter((line) => /^\| \d{4}-/.test(line)).length;
    expect(shown).toBeGreaterThan(3);
    expect(await stops(view)).toBe(shown);
    expect(await remarks(view)).toContain(`Drawn from the first ${shown} of 31 rows.`);
    expect(await page.evaluate(() => window.calls)).toEqual([]);
  });

  it('decide which chart stands first where only some can be had', async () => {
    const { view } = await stage.show({ ...grouped, passesCalls: false });
    await settled(view);
    expect(await view.locator('.chooser [aria-pressed="true"]').allTextContents()).toEqual(['Ranked']);
    expect(await view.locator('rect.bar').count()).toBe(3);
    await view.getByRole('button', { name: 'Over time', exact: true }).click();
    await settled(view);
    expect(await remarks(view)).toEqual(['The rows of this chart cannot be had any more: ask the question again.']);
  });

  it.each([
    ['cannot be read', (_: string): string | null => null],
    [
      'have expired',
      () => 'read_result: there is no result "x" here; results last for an hour and end with the server.',
    ],
    ['are of another table', (text: string) => text.replace(/^points:/m, 'series:')],
    ['make no sense', () => 'points: |\n| a |\n((('],
  ])('are those of the text where the others %s', async (_, changeRows) => {
    const { view, text } = await stage.show({ ...users, changeRows });
    await settled(view);
    const shown = text.split('\n').filter((line) => /^\| \d{4}-/.test(line)).length;
    expect(await stops(view)).toBe(shown);
    expect(await remarks(view)).toContain(`Drawn from the first ${shown} of 31 rows.`);
  });

  it('are those of the text where the server tells another story', async () => {
    const change = (text: string) => text.replace(/^\| 2026-11-20 \| [\d,]+ \|/m, '| 2026-11-20 | 98,765 |');
    const { view } = await stage.show({ ...users, change });
    await settled(view);
    const chart = view.getByRole('application');
    await chart.focus();
    await chart.press('End');
    await chart.press('ArrowLeft');
    expect(await view.locator('.reading').textContent()).toMatch(/^2026-11-20: .*98,765$/);
    expect((await remarks(view)).join()).toMatch(
      /Drawn from the first \d+ of 31 rows\. What the server tells of the others does not agree with the answer\./,
    );
  });
});

describe('the data', () => {
  it.each([
    ['where the host allows it', true],
    ['by selection where it does not', false],
  ])('are copied %s', async (_, copies) => {
    const { page, view, text } = await stage.show({ ...composition, copies });
    await settled(view);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await view.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect.poll(() => view.locator('.copy [role="status"]').textContent()).toBe(' Copied.');
    const { columns, rows } = await printedTable(stage.call, text, 'values');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    // A selection has line feeds only.
    const whole = csvOf({ name: 'values', title: '', columns, rows });
    expect(copied).toBe(copies ? whole : whole.replaceAll('\r\n', '\n'));
    expect(await view.evaluate(() => document.activeElement?.textContent)).toBe('Copy as CSV');
    expect(await view.locator('textarea').count()).toBe(0);
  });

  it('are shown, selected, where nothing may be copied', async () => {
    const { view, text } = await stage.show({ ...composition, copies: false });
    await settled(view);
    await view.evaluate(() => {
      document.execCommand = () => false;
    });
    await view.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect
      .poll(() => view.locator('.copy [role="status"]').textContent())
      .toMatch(/does not allow copying: the text below is selected/);
    const { columns, rows } = await printedTable(stage.call, text, 'values');
    const chosen = await view.evaluate(() => {
      const field = document.querySelector('textarea');
      return field === document.activeElement ? field?.value.slice(field.selectionStart, field.selectionEnd) : '';
    });
    // A field has line feeds only.
    expect(chosen).toBe(csvOf({ name: 'values', title: '', columns, rows }).replaceAll('\r\n', '\n'));
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
