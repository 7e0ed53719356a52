import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from '../../tools/index.ts';
import { type HttpProcess, httpProcess } from '../support/http-process.ts';
import { callsIn, type ScriptedCall } from '../support/prompt-calls.ts';
import { type PromptClient, promptClients } from '../support/prompt-clients.ts';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';

const names = catalogue.prompts.map(({ name }) => name);
let server: HttpProcess;
beforeAll(async () => {
  server = await httpProcess(['--demo']);
});
afterAll(async () => {
  await server.stop();
});

describe.each(promptClients)('%s', (_, connect) => {
  describe.each(['stdio', 'HTTP'])('over %s', (transport) => {
    let client: PromptClient;
    beforeAll(async () => {
      client = await connect(transport === 'stdio' ? { words: ['--demo'] } : { url: server.url });
    });
    afterAll(async () => {
      await client.close();
    });

    it('sees prompts and completions declared, and the instructions', () => {
      expect(client.getServerCapabilities()).toMatchObject({ tools: {}, prompts: {}, completions: {} });
      expect(client.getInstructions()).toBe(catalogue.instructions);
    });

    it('lists every prompt with its arguments', async () => {
      const { prompts } = await client.listPrompts();
      expect(prompts.map(({ name }) => name)).toEqual(names);
      const funnel = prompts.find(({ name }) => name === 'funnel_review');
      expect(funnel?.arguments?.map(({ name, required = false }) => [name, required])).toEqual([
        ...[
          ['events', true],
          ['start', false],
          ['end', false],
          ['window_days', false],
        ],
      ]);
    });

    it('gets a script with its arguments in it', async () => {
      const text = await scriptOf(client, 'why_did_it_change', { event: 'purchase', start: '-14d' });
      expect(text).toMatch(/^Find out whether and why the number of users who did "purchase" changed in the 14 days/);
    });

    it('gets our own words on a wrong argument', async () => {
      const wrong = client.getPrompt({ name: 'weekly_review', arguments: { evnt: 'purchase' } });
      await expect(wrong).rejects.toThrow(/"evnt" is not an argument. Did you mean "event"\?/);
    });

    it('completes events, several of them, and words', async () => {
      expect((await completed(client, 'why_did_it_change', 'event', 'PURCH'))[0]).toBe('purchase');
      expect(await completed(client, 'retention_review', 'start_event', 'new')).toEqual(['_new']);
      expect(await completed(client, 'funnel_review', 'events', 'view_item, add')).toEqual(['view_item, add_to_cart']);
      expect(await completed(client, 'mrr_bridge', 'vendor', 'ch')).toEqual(['chartmogul']);
      expect(await completed(client, 'mrr_bridge', 'month', '20')).toHaveLength(12);
      expect(await completed(client, 'weekly_review', 'end', 'yes')).toEqual([]);
    });
  });
});

describe.each(promptClients)('%s at a vendor', (_, connect) => {
  let vendor: VendorServer;
  let status = 200;
  beforeAll(async () => {
    const listed = Array.from({ length: 240 }, (_, index) => ({ value: `event ${index}`, totals: 240 - index }));
    vendor = await vendorServer((_, response) => reply(response, { data: listed }, status));
  });
  const stateFolder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
  afterAll(async () => {
    await vendor.close();
    rmSync(stateFolder, { recursive: true, force: true });
  });
  const env = () => ({
    AMPLITUDE_API_KEY: 'api-key-7f3a',
    AMPLITUDE_SECRET_KEY: 'secret-key-91bc',
    AMPLITUDE_BASE_URL: vendor.origin,
    METRICS_MCP_STATE_DIR: stateFolder,
  });

  it('gets at most a hundred values, from one request, which nobody made before it was wanted', async () => {
    const client = await connect({ words: [], env: env() });
    await client.listPrompts();
    expect(vendor.asked).toEqual([]);
    const { completion } = await client.complete(typed('weekly_review', 'event', 'EVENT 1'));
    expect(completion.values).toHaveLength(100);
    expect(completion.values.slice(0, 3)).toEqual(['event 1', 'event 10', 'event 11']);
    expect(completion).toMatchObject({ total: 111, hasMore: true });
    await completed(client, 'funnel_review', 'events', 'event 1, ev');
    expect(vendor.asked).toEqual(['/api/2/events/list']);
    await client.close();
  });

  it('gets an empty list, and no error, when the vendor fails', async () => {
    status = 403;
    const client = await connect({ words: [], env: env() });
    expect(await completed(client, 'weekly_review', 'event', 'e')).toEqual([]);
    await client.close();
  });

  it('is offered the prompts and scripts of what is set up', async () => {
    const client = await connect({ words: [], env: env() });
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual([
      ...['weekly_review', 'why_did_it_change', 'funnel_review', 'retention_review'],
    ]);
    expect(await scriptOf(client, 'weekly_review', {})).not.toMatch(/fynn|chartmogul|qonversion/i);
    await client.close();
  });
});

describe('every call of a script is answered in the demo', () => {
  const [, connect] = promptClients[0] ?? [];
  let client: PromptClient;
  beforeAll(async () => {
    if (connect === undefined) throw new Error('there is no client');
    client = await connect({ words: ['--demo'] });
  });
  afterAll(async () => {
    await client.close();
  });

  it.each([
    ['weekly_review', { event: 'purchase' }],
    ['why_did_it_change', { event: 'purchase' }],
    ['why_did_it_change', {}],
    ['funnel_review', { events: 'view_item, add_to_cart, checkout, purchase' }],
    ['retention_review', {}],
    ['mrr_bridge', {}],
    ['revenue_overview', {}],
  ])('%s %j', async (name, args) => {
    const ids: string[] = [];
    for (const call of callsIn(await scriptOf(client, name, args))) {
      const { text, isError } = textOf(await client.callTool({ name: call.tool, arguments: filledIn(call, ids) }));
      expect(isError, `${call.tool} ${JSON.stringify(call.args)}: ${text}`).toBe(false);
      expect(text).toMatch(/^DEMO DATA/);
      const [, id] = /result_id: (\w+)/.exec(text) ?? [];
      if (id !== undefined && call.tool !== 'read_result') ids.push(id);
    }
    expect(ids.length).toBeGreaterThan(1);
  });
});

/** What a model puts into the places that a script leaves open. */
function filledIn({ args }: ScriptedCall, ids: readonly string[]): Record<string, unknown> {
  const known = { RESULT_ID_OF_1: ids[0], ITS_RESULT_ID: ids.at(-1) };
  const text = JSON.stringify(args)
    .replace(/EVENT_BEFORE/, 'checkout')
    .replace(/"(?:KEY_EVENT|EVENT)"/, '"purchase"')
    .replace(
      /RESULT_ID_OF_1|ITS_RESULT_ID/,
      (name) => Object.entries(known).find(([one]) => one === name)?.[1] ?? name,
    );
  return JSON.parse(text);
}

function typed(prompt: string, argument: string, value: string) {
  return { ref: { type: 'ref/prompt' as const, name: prompt }, argument: { name: argument, value } };
}

async function completed(client: PromptClient, prompt: string, argument: string, value: string): Promise<string[]> {
  return (await client.complete(typed(prompt, argument, value))).completion.values;
}

async function scriptOf(client: PromptClient, name: string, args: Record<string, string>): Promise<string> {
  const { messages } = await client.getPrompt({ name, arguments: args });
  expect(messages).toEqual([{ role: 'user', content: { type: 'text', text: expect.any(String) } }]);
  return z.looseObject({ content: z.looseObject({ text: z.string() }) }).parse(messages[0]).content.text;
}

function textOf(result: Record<string, unknown>): { text: string; isError: boolean } {
  const parts = Array.isArray(result.content) ? result.content : [];
  return { text: parts.map((part: { text?: string }) => part.text ?? '').join('\n'), isError: result.isError === true };
}
