import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine.ts';
import { catalogue } from '../../tools/index.ts';
import { engineOf } from '../support/engine.ts';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';
import { hostile, nastiest } from './hostile.ts';
import { drifted, payloads } from './payloads.ts';
import { ask, keep, settings, standingClock, toolNamed } from './scene.ts';
import { expectVisible, markupIn } from './structure.ts';

interface Sent {
  status: number;
  type: string;
  text: string;
}

const json = (status: number, body: unknown): Sent => ({
  status,
  type: 'application/json',
  text: JSON.stringify(body),
});

/** Every way in which a vendor, or what stands before it, says that something is wrong. */
const shapes: Readonly<Record<string, (words: string, status: number) => Sent>> = {
  'an error with a message': (words, status) =>
    json(status, { error: { type: words, message: words, http_code: status } }),
  'a message': (words, status) => json(status, { message: words, code: words }),
  'a list of errors': (words, status) =>
    json(status, { errors: [{ detail: words, source: { pointer: words } }, words] }),
  violations: (words, status) => json(status, { title: words, violations: [{ propertyPath: words, message: words }] }),
  metadata: (words, status) => json(status, { metadata: { [words]: words }, missing_field: words }),
  'nothing but a key': (words, status) => json(status, { [words]: { [words]: [words] } }),
  text: (words, status) => ({ status, type: 'text/plain', text: words }),
  'a page': (words, status) => ({
    status,
    type: 'text/html',
    text: `<html><head><title>${words}</title></head><h1>${words}</h1></html>`,
  }),
  'broken JSON': (words, status) => ({ status, type: 'application/json', text: `{"error": "${words}` }),
};

const asked: Readonly<Record<string, string>> = {
  amplitude: 'amplitude_active_users',
  chartmogul: 'chartmogul_list_activities',
  qonversion: 'qonversion_customer_metrics',
  fynn: 'fynn_subscription_revenue',
};

let server: VendorServer;
let sent: Sent;
let tool: string;

beforeAll(async () => {
  server = await vendorServer((_, response, path) => {
    // The list of events is a help beside other questions.
    if (path.includes('/events/list') && tool !== 'amplitude_list_events')
      reply(response, { data: nastiest.map(({ text }) => ({ name: text, value: text })) });
    else response.writeHead(sent.status, { 'content-type': sent.type }).end(sent.text);
  });
});
afterAll(() => server.close());

/** A new engine for each, so that no refusal of the vendor makes the next call wait. */
async function said(name: string, answer: Sent): Promise<string> {
  [sent, tool] = [answer, name];
  const engine = engineOf(catalogue, settings(server.origin), standingClock);
  const { text, failed } = await ask(name, payloads[name]?.[0]?.args, engine);
  await engine.http.close();
  if (!failed) throw new Error(`no error: ${text}`);
  return text;
}

function check(text: string, harmless: string): void {
  expectVisible(text, 800);
  expect(text.length).toBeLessThan(harmless.length + 1_500);
  expect(text.split('\n').length).toBeLessThanOrEqual(harmless.split('\n').length);
  expect(text).not.toMatch(/^\s*(---|result_id|source|tables|Notes)\b/im);
  // Our own advice to Fynn's users has an address in it.
  const [found, own] = [text, harmless].map((one) => markupIn(one.replaceAll('https://acme.coreapi.io', '')));
  expect(Object.entries(found ?? {}).filter(([name, times]) => times > (own?.[name] ?? 0))).toEqual([]);
}

async function faultsOf(
  trials: readonly { name: string; say(): Promise<string> }[],
  harmless: string,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, say } of trials) {
    const text = await say();
    try {
      check(text, harmless);
    } catch (fault) {
      faults.push(`${name}: ${fault instanceof Error ? fault.message : fault}\n${text}`);
    }
  }
  return faults;
}

describe.each(Object.entries(asked))('an error of %s', (_, tool) => {
  it.each(Object.keys(shapes))('stays one in our words, with hostile words in %s', async (shape) => {
    const of = (words: string, status: number) => shapes[shape]?.(words, status) ?? json(status, {});
    const harmless = await said(tool, of('harmless words', 400));
    const trials = hostile.map(({ name, text }) => ({ name, say: () => said(tool, of(text, 400)) }));
    expect(await faultsOf(trials, harmless)).toEqual([]);
  });

  it.each([200, 401, 403, 404, 409, 422, 429, 500, 504])('stays one with status %i', async (status) => {
    const shape = status === 200 ? 'broken JSON' : 'an error with a message';
    const of = (words: string) => shapes[shape]?.(words, status) ?? json(status, {});
    const harmless = await said(tool, of('harmless words'));
    const trials = nastiest.map(({ name, text }) => ({ name, say: () => said(tool, of(text)) }));
    expect(await faultsOf(trials, harmless)).toEqual([]);
  });
});

it.each(catalogue.tools.map(({ name }) => name))('an error of %s stays one, whatever its words', async (tool) => {
  const of = (words: string) => json(400, { error: { message: words }, message: words });
  const harmless = await said(tool, of('harmless words'));
  const trials = nastiest.map(({ name, text }) => ({ name, say: () => said(tool, of(text)) }));
  expect(await faultsOf(trials, harmless)).toEqual([]);
});

describe('an answer of another shape', () => {
  let engine: Engine;
  beforeAll(() => {
    engine = engineOf(catalogue, settings(server.origin), standingClock);
  });
  afterAll(() => engine.http.close());

  it.each(drifted)('names the key in our words: $tool, $name', async (payload) => {
    const tool = toolNamed(payload.tool);
    const say = async (put: (place: string, usual: string) => string) => {
      await keep(tool, payload, put, engine);
      const { text, failed } = await ask(tool.name, payload.args, engine);
      expect(failed, text).toBe(true);
      return text;
    };
    const harmless = await say((_, usual) => usual);
    expect(harmless).toContain('answered in a shape that this version does not know');
    // Some hostile words are figures or dates to a vendor's reader, and then there is nothing wrong.
    const wrong = hostile.filter(({ text }) => text.trim() !== '' && text !== '__proto__');
    const trials = wrong.map(({ name, text }) => ({ name, say: () => say(() => text) }));
    expect(await faultsOf(trials, harmless)).toEqual([]);
  });
});

describe('our own errors', () => {
  let engine: Engine;
  beforeAll(() => {
    engine = engineOf(catalogue, settings(server.origin), standingClock);
  });
  afterAll(() => engine.http.close());

  it('quote hostile arguments in one line', async () => {
    const list = payloads.amplitude_list_events?.[0];
    if (list === undefined) throw new Error('no payload');
    const { id } = await keep(toolNamed('amplitude_list_events'), list, (_, usual) => usual, engine);
    for (const { name, text } of hostile)
      for (const [tool, args] of [
        [text, {}],
        ['amplitude_list_events', { [text]: 1 }],
        ['amplitude_list_events', { limit: text }],
        ['amplitude_active_users', { metric: text }],
        ['read_result', { result_id: text }],
        ['read_result', { result_id: id, table: text }],
        ['read_result', { result_id: id, columns: [text] }],
        ['read_result', { result_id: id, sort: text }],
      ] as const) {
        const answered = await ask(tool, args, engine);
        expect(answered.failed, `${name}: ${answered.text}`).toBe(true);
        expectVisible(answered.text, 800);
        expect(answered.text).not.toMatch(/^\s*(---$|result_id\s*:|source\s*:)/m);
      }
  });
});
