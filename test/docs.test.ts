import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { clientPages } from '../src/clients/pages.ts';
import { inputsOf } from '../src/commands/inputs.ts';
import { generalSettings } from '../src/config.ts';
import { catalogue } from '../tools/index.ts';
import { offer } from '../tools/offer.ts';

const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const texts = new Map(pages.map((page) => [page, readFileSync(page, 'utf8')]));
const vendors = [...new Set(catalogue.tools.map(({ vendor }) => vendor))];
const settings = [...vendors.flatMap((vendor) => vendor.settings), ...generalSettings];
const all = [...texts.values()].join('\n');

/** A server as every client's link has it in the end. */
const server = z.strictObject({
  type: z.literal('stdio').optional(),
  command: z.literal('npx'),
  args: z.tuple([z.literal('-y'), z.literal('metrics-mcp')], z.literal('--demo')),
  env: z.record(z.string(), z.string()).optional(),
});

const prompt = z.strictObject({
  type: z.literal('promptString'),
  id: z.string(),
  description: z.string(),
  password: z.boolean(),
});

/** Each kind of link, read as its client reads it: the server's name, the server, and what is asked for. */
const readers: Readonly<Record<string, { pattern: RegExp; read: (link: URL) => Read }>> = {
  'cursor.com': { pattern: /https:\/\/cursor\.com\/[^)\s]+/g, read: cursor },
  'cursor:': { pattern: /cursor:\/\/anysphere\.cursor-deeplink\/mcp\/install\?[^)\s]+/g, read: cursor },
  'insiders.vscode.dev': {
    pattern: /https:\/\/insiders\.vscode\.dev\/redirect\/mcp\/install\?[^)\s]+/g,
    read: vscodePage,
  },
  'vscode:': { pattern: /vscode:mcp\/install\?[^)\s]+/g, read: vscode },
  'goose-docs.ai': { pattern: /https:\/\/goose-docs\.ai\/extension\?[^)\s]+/g, read: goose },
  'goose:': { pattern: /goose:\/\/extension\?[^)\s]+/g, read: goose },
};

interface Read {
  name: string;
  server: unknown;
  inputs?: unknown;
}

function cursor({ searchParams }: URL): Read {
  const config = Buffer.from(searchParams.get('config') ?? '', 'base64').toString();
  return { name: searchParams.get('name') ?? '', server: JSON.parse(config) };
}

/** "JSON.parse(decodeURIComponent(uri.query))", of which `name` and `inputs` are taken out. */
function vscode({ search }: URL): Read {
  const { name, inputs, ...rest } = JSON.parse(decodeURIComponent(search.slice(1)));
  return { name, inputs, server: rest };
}

function vscodePage({ searchParams }: URL): Read {
  const [config = '{}', inputs = '[]'] = ['config', 'inputs'].map((name) => searchParams.get(name) ?? undefined);
  return { name: searchParams.get('name') ?? '', server: JSON.parse(config), inputs: JSON.parse(inputs) };
}

function goose({ searchParams }: URL): Read {
  expect(searchParams.get('name')).toBe('Metrics');
  const env = searchParams.getAll('env').map((one) => one.split('='));
  return {
    name: searchParams.get('id') ?? '',
    server: { command: searchParams.get('cmd'), args: searchParams.getAll('arg'), env: Object.fromEntries(env) },
  };
}

describe.each(Object.entries(readers))('install links of %s', (_, { pattern, read }) => {
  const links = all.match(pattern) ?? [];

  test('say what to start, and ask for settings that exist, without any value', () => {
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      const found = read(new URL(link));
      const { env = {} } = server.parse(found.server);
      expect(found.name).toBe('metrics');
      const inputs = z.array(prompt).parse(found.inputs ?? []);
      for (const [name, value] of Object.entries(env)) {
        const setting = settings.find((one) => one.name === name);
        expect(setting?.required).toBe(true);
        const input = inputs.find(({ id }) => value === `\${input:${id}}`);
        if (inputs.length > 0) expect(input?.password).toBe(setting?.secret);
        else expect(value).toBe('');
      }
      expect(inputs).toHaveLength(inputs.length > 0 ? Object.keys(env).length : 0);
    }
  });
});

test('there is a link to every vendor, to the demo, and to all vendors at once', () => {
  for (const { pattern, read } of Object.values(readers).filter((one) => one.pattern.source.includes('https'))) {
    const linked = (all.match(pattern) ?? []).map((link) => server.parse(read(new URL(link)).server));
    const sets = linked.map(({ env = {} }) => Object.keys(env).join());
    const needed = vendors.map((vendor) => vendor.settings.filter(({ required }) => required).map(({ name }) => name));
    expect(needed.filter((names) => !sets.includes(names.join()))).toEqual([]);
    expect(linked.some(({ args }) => args.includes('--demo'))).toBe(true);
  }
});

test('what is generated stands in the pages', () => {
  const { readme, clients } = clientPages(vendors);
  for (const [name, part] of Object.entries(readme)) expect(marked('README.md', name)).toBe(part);
  for (const [name, part] of Object.entries(clients)) expect(marked('docs/clients.md', name)).toBe(part);
});

function marked(page: string, name: string): string | undefined {
  const [, rest] = (texts.get(page) ?? '').split(`<!-- ${name}: generated -->\n`);
  return rest?.split(`\n<!-- end of ${name} -->`)[0];
}

describe.each(pages)('%s', (page) => {
  const text = texts.get(page) ?? '';
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    code,
  }));

  test('its JSON parses, and each server in it can be started or reached', () => {
    const launched = z.looseObject({ command: z.string(), args: z.array(z.string()).min(1) });
    const reached = z.looseObject({ headers: z.looseObject({ Authorization: z.string().startsWith('Bearer ') }) });
    const entries = z.record(z.string(), z.union([launched, reached]));
    for (const { code } of blocks.filter(({ language }) => language === 'json')) {
      const value: Record<string, unknown> = JSON.parse(code);
      const servers = value.mcpServers ?? value.servers ?? value.context_servers;
      if (servers !== undefined) expect(Object.keys(entries.parse(servers))).toEqual(['metrics']);
    }
  });

  test('its commands name tools and inputs that exist', () => {
    const commands = [...text.matchAll(/metrics-mcp (?:call|tools) ([a-z]\w*)((?: +[a-z_]+=\S+)*)/g)];
    for (const [, name, words = ''] of commands) {
      const tool = offer.tools.find((one) => one.name === name);
      expect(tool?.name).toBe(name);
      const inputs = tool === undefined ? [] : inputsOf(tool).map((input) => input.name);
      for (const [, input] of words.matchAll(/(\w+)=/g)) expect(inputs).toContain(input);
    }
  });

  test('its links to our own pages lead somewhere', () => {
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      expect([target, existsSync(file)]).toEqual([target, true]);
      if (anchor !== undefined) expect([target, anchors(file)]).toEqual([target, expect.arrayContaining([anchor])]);
    }
  });
});

/** As GitHub makes them of headings. */
function anchors(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}
