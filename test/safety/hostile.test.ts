import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine.ts';
import { jsonSchemaOf } from '../../src/input/json-schema.ts';
import type { Tool } from '../../src/tool.ts';
import { catalogue } from '../../tools/index.ts';
import { engineOf } from '../support/engine.ts';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';
import { hostile, nastiest } from './hostile.ts';
import { type Payload, type Put, payloads } from './payloads.ts';
import { ask, keep, settings, standingClock } from './scene.ts';
import { anatomyOf, expectVisible, markupIn, recordsOf } from './structure.ts';

const usual: Put = (_, text) => text;
const everyFormat = ['table', 'csv', 'json'] as const;

let engine: Engine;
let server: VendorServer;

beforeAll(async () => {
  // Only the list of events is asked, for the nearest names to one that found nothing.
  server = await vendorServer((_, response) =>
    reply(response, { data: hostile.map(({ text }) => ({ name: text, value: text })) }),
  );
  engine = engineOf(catalogue, settings(server.origin), standingClock);
});

afterAll(async () => {
  await engine.http.close();
  await server.close();
});

/** Every payload of a tool; asked in comparison too where the tool compares. */
function payloadsOf(tool: Tool): Payload[] {
  const own = payloads[tool.name] ?? [];
  if (!('compare' in (jsonSchemaOf(tool.schema).properties ?? {}))) return [...own];
  return own.flatMap((one) => [
    one,
    {
      ...one,
      name: `${one.name}, compared`,
      args: { start: '2026-08-04', end: '2026-08-13', ...one.args, compare: 'previous_period' },
    },
  ]);
}

function placesOf({ bodies }: Payload): string[] {
  const places = new Set<string>();
  bodies((place, text) => {
    places.add(place);
    return text;
  }, []);
  return [...places];
}

/** Everything that is said of an answer: by default, in full, and every table in every format. */
async function allSaid(tool: Tool, payload: Payload, put: Put) {
  const { id } = await keep(tool, payload, put, engine);
  const short = await ask(tool.name, payload.args, engine);
  const full = await ask(tool.name, { ...payload.args, detail: 'full' }, engine);
  if (short.failed || full.failed) throw new Error(short.text);
  if (!short.text.includes(id)) throw new Error('another answer was given');
  const names = (short.report?.tables ?? []).map(({ name }) => name);
  const formats = 'compare' in payload.args ? (['csv'] as const) : everyFormat;
  const pages = await Promise.all(
    names.flatMap((table) =>
      formats.map(async (format) => ({
        table,
        format,
        ...(await ask('read_result', { result_id: id, table, format }, engine)),
      })),
    ),
  );
  return { short, full, pages };
}

type Said = Awaited<ReturnType<typeof allSaid>>;

function check({ short, full, pages }: Said, harmless: Said): void {
  for (const [told, most, before] of [
    [short, 800, harmless.short],
    [full, 6_000, harmless.full],
  ] as const) {
    expectVisible(told.text, most);
    const anatomy = anatomyOf(told.text);
    expect(anatomy.headline.length).toBeLessThanOrEqual(told.report?.headline.length ?? 0);
    for (const { name, cells } of anatomy.tables)
      expect(cells, name).toBe(1 + (told.report?.tables.find((one) => one.name === name)?.columns.length ?? 0));
    expectNoMarkup(told.text, before.text);
  }
  for (const { text, failed, format, table } of pages) {
    if (failed) throw new Error(text);
    expectVisible(text, 6_000);
    const shape = short.report?.tables.find(({ name }) => name === table);
    const { columns, records } = recordsOf(text, format);
    if (records.length > 0) expect(columns.length, `${table} as ${format}`).toBe(shape?.columns.length);
    for (const record of records) expect(record.length).toBe(columns.length);
    if (format === 'table')
      expectNoMarkup(text, harmless.pages.find((one) => one.table === table && one.format === format)?.text ?? '');
  }
}

/** Nothing acts as markup that does not in the harmless answer: what our own sentences have is in both. */
function expectNoMarkup(text: string, harmless: string): void {
  const [found, own] = [markupIn(text), markupIn(harmless)];
  const more = Object.entries(found).filter(([name, times]) => times > (own[name] ?? 0));
  if (more.length > 0) throw new Error(`markup: ${JSON.stringify(more)} in\n${text.slice(0, 3_000)}`);
}

it('has payloads for every tool, and for no other', () => {
  expect(Object.keys(payloads).sort()).toEqual(catalogue.tools.map(({ name }) => name).sort());
  for (const [name, list] of Object.entries(payloads)) {
    expect(list.length, name).toBeGreaterThan(0);
    for (const payload of list) expect(placesOf(payload).length, `${name}: ${payload.name}`).toBeGreaterThan(0);
  }
});

describe.each(catalogue.tools.map((tool) => ({ name: tool.name, tool })))('$name', ({ tool }) => {
  describe.each(payloadsOf(tool))('$name', (payload) => {
    it("shows the vendor's words, so that this test looks at something", async () => {
      const { short, full, pages } = await allSaid(tool, payload, usual);
      expect(short.report?.headline.length).toBeGreaterThan(0);
      for (const text of [short.text, full.text]) anatomyOf(text);
      for (const { text, format } of pages) recordsOf(text, format);
    });

    it('stays itself with hostile words in every place at once', async () => {
      const trials = hostile.map(({ name, text }) => ({ name, put: () => text }));
      expect(await faultsOf(trials, tool, payload)).toEqual([]);
    });

    // A comparison shows the same places twice, and they are tried all at once.
    if ('compare' in payload.args) return;
    it('stays itself with hostile words in any place', async () => {
      const trials = placesOf(payload).flatMap((place) =>
        nastiest.map(({ name, text }) => {
          const put: Put = (where, own) => (where === place ? text : own);
          return { name: `${name} as ${place}`, put };
        }),
      );
      expect(await faultsOf(trials, tool, payload)).toEqual([]);
    });
  });
});

/** One after the other: the engine gives the newest answer to a question. */
async function faultsOf(
  trials: readonly { name: string; put: Put }[],
  tool: Tool,
  payload: Payload,
): Promise<string[]> {
  const harmless = await allSaid(tool, payload, usual);
  const faults: string[] = [];
  for (const { name, put } of trials) {
    try {
      check(await allSaid(tool, payload, put), harmless);
    } catch (fault) {
      faults.push(`${name}: ${fault instanceof Error ? fault.message : fault}`);
    }
  }
  return faults;
}
