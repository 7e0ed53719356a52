import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const cache = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const bundled = z
  .array(z.object({ name: z.string(), version: z.string() }))
  .parse(JSON.parse(readFileSync('dist/bundled-packages.json', 'utf8')));
const versionOf = (wanted: string) => bundled.find(({ name }) => name === wanted)?.version ?? '';

describe('the audit', () => {
  it('asks for what is in the program, in its versions, and for nothing else', async () => {
    const { asked, code, said } = await audited((response) => response.end('{}'));
    const versioned = bundled.filter(({ version }) => version !== '');
    expect(asked).toEqual(Object.fromEntries(versioned.map(({ name, version }) => [name, [version]])));
    expect(Object.keys(asked)).toEqual(expect.arrayContaining(['zod', 'undici', '@modelcontextprotocol/server']));
    expect(said).toContain(`${versioned.length} packages in the program: 0 advisories`);
    expect(code).toBe(0);
  });

  it.each(['high', 'critical'])('fails on a %s vulnerability in what is bundled, and names it', async (severity) => {
    const { code, said } = await audited((response) => response.end(advisory(severity, `<=${versionOf('zod')}`)));
    expect(said).toContain(`${severity}: zod <=${versionOf('zod')}: words eaten (https://example.com/advisory)`);
    expect(code).toBe(1);
  });

  it.each(['low', 'moderate'])('tells of a %s one, and goes on', async (severity) => {
    const { code, said } = await audited((response) => response.end(advisory(severity, '*')));
    expect(said).toContain(`${severity}: zod *: words eaten`);
    expect(said).toContain('1 advisories, 0 of them grave');
    expect(code).toBe(0);
  });

  it('does not count one that is mended in the version that is bundled', async () => {
    const { code, said } = await audited((response) => response.end(advisory('critical', `<${versionOf('zod')}`)));
    expect(said).toContain(': 0 advisories');
    expect(code).toBe(0);
  });

  it.each([405, 404, 503])(
    'says aloud that a registry answering %i cannot audit, and fails nothing',
    async (status) => {
      const { code, said } = await audited((response) => response.writeHead(status).end('{}'));
      expect(said).toMatch(/^!!! NOT AUDITED: the npm registry cannot audit \(.+\)/m);
      expect(said).not.toContain('advisories,');
      expect(code).toBe(0);
    },
  );
});

function advisory(severity: string, range: string): string {
  const one = {
    id: 1,
    url: 'https://example.com/advisory',
    title: 'words eaten',
    severity,
    vulnerable_versions: range,
  };
  return JSON.stringify({ zod: [one] });
}

/** The audit against a registry that answers so; what it was asked, what was said, and the exit code. */
async function audited(answer: (response: ServerResponse) => void) {
  let asked: Record<string, unknown> = {};
  const server = await registry(async (request, response) => {
    if (request.method === 'GET') return packument(response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    if (request.url?.endsWith('/advisories/bulk'))
      asked = z.record(z.string(), z.unknown()).parse(JSON.parse(text.toString()));
    answer(response.setHeader('content-type', 'application/json'));
  });
  const env = {
    PATH: process.env.PATH,
    npm_config_registry: server.url,
    npm_config_cache: join(cache, String(server.port)),
  };
  const child = spawn(process.execPath, ['scripts/audit.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  await server.close();
  return { asked, said, code };
}

/** npm reads which versions there are, to tell which of them are vulnerable. */
function packument(response: ServerResponse): void {
  const version = versionOf('zod');
  const versions = { [version]: { name: 'zod', version, dist: {} } };
  response.end(JSON.stringify({ name: 'zod', 'dist-tags': { latest: version }, versions }));
}

async function registry(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
