import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostile } from '../safety/hostile.ts';
import { settings } from '../safety/scene.ts';
import { dates } from '../support/amplitude-series.ts';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';
import { type Host, openHost } from './host.ts';
import { clashes, overflow, printedTable, readByKeys, resize, settled } from './looking.ts';
import { onStage } from './on-stage.ts';
import { openStage, type Showing, type Shown, type Stage } from './stage.ts';

// What a stranger can name a country; as an image, a script or a style it would ask for an address, which is noted.
const nasty = [
  ...hostile.map(({ text }) => text),
  '<img src=https://evil.example/a onerror="evil()">',
  '</text></svg><script>evil()</script>',
  '"><svg onload="evil()">',
  'url(https://evil.example/b)',
  '</style><style>*{background:url(https://evil.example/c)}',
  'مستخدم نشط ‏123',
  'W'.repeat(400),
];

const onDemo = onStage();
let vendor: VendorServer;
let host: Host;
let stage: Stage;

beforeAll(async () => {
  vendor = await vendorServer((_, response, path) =>
    reply(response, path.includes('composition') ? values() : series()),
  );
  host = await openHost(settings(vendor.origin));
  stage = await openStage(onDemo.browser(), host.origin);
});

afterAll(async () => {
  await host.close();
  await vendor.close();
});

const range = { start: '2026-11-01', end: '2026-11-14' };
const questions: [string, Showing][] = [
  ['bars', { tool: 'amplitude_user_composition', args: { ...range, property: 'country' } }],
  ['lines', { tool: 'amplitude_active_users', args: { ...range, group_by: 'country' } }],
];

describe.each(questions)('%s with hostile names', (_, showing) => {
  it('are words and nothing else, and asked for nothing', async () => {
    const shown = await stage.show(showing);
    await settled(shown.view);
    await lookAround(shown);
    await expectHarmless(shown);
  });

  it('stay within the page, and off one another', async () => {
    const { page, view } = await stage.show(showing);
    await settled(view);
    for (const width of [320, 1_200]) {
      await resize(page, view, width);
      expect(await clashes(view)).toEqual([]);
      expect(await overflow(view)).toBe(0);
    }
  });

  it('are read as they are printed', async () => {
    const { view, text } = await stage.show(showing);
    await settled(view);
    const table = (await view.locator('details.table summary').textContent())?.split(/[ ,]/)[1] ?? '';
    const { rows } = await printedTable(stage.call, text, table);
    const cells = new Set(rows.flat());
    const readings = await readByKeys(view);
    expect(readings.length).toBeGreaterThan(5);
    for (const { figures } of readings) {
      for (const { name, text } of figures) {
        expect(cells).toContain(text);
        // Of series that were cut to the same name the later ones are numbered.
        if (name !== '' && !cells.has(name)) expect(cells).toContain(name.replace(/ \(\d\)$/, ''));
      }
    }
  });
});

describe('a text that was changed on its way', () => {
  const markup = '<img src=https://evil.example/x onerror=evil()><script>evil()</script>\u202egnp.exe';

  it.each([
    ['in a label', (text: string) => text.replaceAll('United States', markup)],
    ['in a column', (text: string) => text.replace('| value |', `| ${markup} |`)],
    ['in the headline', (text: string) => text.replace(/^country,/m, markup)],
    ['in a title', (text: string) => text.replace('users by value', markup)],
    ['in the notes', (text: string) => text.replace('Notes:', `Notes:\n- ${markup}`)],
    ['in the source', (text: string) => text.replace('source: Amplitude', `source: ${markup}`)],
    ['in the banner', (text: string) => text.replace('DEMO DATA', `DEMO DATA ${markup}`)],
    ['in the id', (text: string) => text.replace(/result_id: \w+/, `result_id: ${markup}`)],
    ['in a figure', (text: string) => text.replace(/\| [\d,]+ \|/, `| 12${markup} |`)],
    ['in all of it', (text: string) => text.replaceAll(/\w{7,}/g, markup)],
  ])('%s does nothing', async (_, change) => {
    const args = { start: '-14d', property: 'country' };
    const shown = await onDemo.show({ tool: 'amplitude_user_composition', args, change });
    await settled(shown.view);
    await expectHarmless(shown);
  });
});

/** Everything that can be opened, pressed or pointed at. */
async function lookAround({ page, view }: Shown): Promise<void> {
  for (const summary of await view.locator('summary').all()) await summary.click();
  for (const button of await view.locator('.key').all()) if (await button.isVisible()) await button.click();
  await view.getByRole('application').first().hover();
  await view.getByRole('button', { name: 'Copy as CSV' }).click();
  await resize(page, view, 500);
}

async function expectHarmless({ page, view, requests, complaints }: Shown): Promise<void> {
  expect(await view.locator('main').innerText()).not.toBe('');
  expect(
    await view.locator('main :is(script, img, style, iframe, a, object, link, foreignObject, image, use)').count(),
  ).toBe(0);
  const handlers = await view.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames().filter((name) => name.startsWith('on')),
    ),
  );
  expect(handlers).toEqual([]);
  expect(requests).toEqual([]);
  expect(complaints).toEqual([]);
  expect(await page.evaluate(() => window.asked)).toEqual([]);
}

function values(): unknown {
  return { data: { series: [nasty.map((_, index) => 5_000 - index * 60)], xValues: nasty } };
}

function series(): unknown {
  const names = nasty.slice(0, 30);
  const days = dates(range.start, 14);
  return {
    data: {
      series: names.map((_, index) => days.map((_, day) => 1_000 - index * 20 + ((day * 7) % 11))),
      seriesLabels: names.map((name) => [0, name]),
      seriesMeta: names.map((name, index) => ({ segmentIndex: index, groupByValue: name })),
      xValues: days,
    },
  };
}
