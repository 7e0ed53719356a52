import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../support/certificates.ts';
import { type ConnectProxy, connectProxy } from '../support/connect-proxy.ts';
import { fynnPages, fynnRow } from '../support/fynn-rows.ts';
import { runProgram } from '../support/run-program.ts';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
const authority = join(folder, 'authority.pem');
const [rows] = fynnPages([fynnRow('2026-08-01', '100.00')]);
const wanted = `Basic ${Buffer.from('ann:p@ss/w0rd').toString('base64')}`;
let vendor: Server;
let port: number;
let proxy: ConnectProxy;
let secureProxy: ConnectProxy;

beforeAll(async () => {
  const { key, certificate: cert, authority: ca } = makeCertificates(['vendor.test', 'localhost']);
  writeFileSync(authority, ca);
  vendor = createServer({ key, cert }, (_, response) => reply(response, rows));
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
  const address = vendor.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  proxy = await connectProxy({ 'vendor.test:443': port }, ({ headers }) =>
    headers['proxy-authorization'] === wanted ? undefined : 407,
  );
  secureProxy = await connectProxy({ 'vendor.test:443': port }, undefined, { key, cert });
});
afterAll(async () => {
  await proxy.close();
  await secureProxy.close();
  vendor.closeAllConnections();
  vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask(origin: string, env: Record<string, string>) {
  const settings = { FYNN_API_TOKEN: 'token-of-a-test', FYNN_BASE_URL: origin, METRICS_MCP_STATE_DIR: folder };
  return runProgram(['call', 'fynn_subscription_revenue', '{"start":"2026-08-01","end":"2026-08-01"}'], {
    ...settings,
    ...env,
  });
}

describe('a vendor whose certificate nobody knows', () => {
  it('is not asked, and the answer says what to set', async () => {
    const { code, stdout } = await ask(`https://localhost:${port}`, {});
    expect(code).toBe(1);
    expect(stdout).toMatch(/its TLS certificate is not trusted \((UNABLE_TO|SELF_SIGNED)/);
    expect(stdout).toContain('NODE_EXTRA_CA_CERTS');
  });

  it('is asked once its authority is in NODE_EXTRA_CA_CERTS', async () => {
    const { code, stdout } = await ask(`https://localhost:${port}`, { NODE_EXTRA_CA_CERTS: authority });
    expect(stdout).toContain('EUR');
    expect(code).toBe(0);
  });
});

describe('a proxy', () => {
  const address = () => `http://ann:p%40ss%2Fw0rd@${proxy.address}`;

  it('carries the question to a host that only it can find, with its credentials', async () => {
    const { code, stdout } = await ask('https://vendor.test', {
      HTTPS_PROXY: address(),
      NODE_EXTRA_CA_CERTS: authority,
    });
    expect(stdout).toContain('EUR');
    expect(code).toBe(0);
    expect(proxy.asked.at(-1)).toEqual({ target: 'vendor.test:443', authorization: wanted });
  });

  it('does not make a certificate trusted', async () => {
    const { code, stdout } = await ask('https://vendor.test', { HTTPS_PROXY: address() });
    expect(code).toBe(1);
    expect(stdout).toMatch(/TLS certificate is not trusted/);
  });

  it('may itself be spoken to by TLS, and must then be trusted too', async () => {
    const HTTPS_PROXY = `https://${secureProxy.address}`;
    const trusted = await ask('https://vendor.test', { HTTPS_PROXY, NODE_EXTRA_CA_CERTS: authority });
    expect(trusted.stdout).toContain('EUR');
    expect(secureProxy.asked).toEqual([{ target: 'vendor.test:443', authorization: undefined }]);
    const { code, stdout } = await ask('https://vendor.test', { HTTPS_PROXY });
    expect(code).toBe(1);
    expect(stdout).toMatch(/the TLS certificate of the proxy that HTTPS_PROXY names is not trusted/);
  });

  it('is left out for the hosts of NO_PROXY', async () => {
    const before = proxy.asked.length;
    const { code, stdout } = await ask('https://vendor.test', { HTTPS_PROXY: address(), NO_PROXY: '.test' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/its host name cannot be resolved/);
    expect(proxy.asked).toHaveLength(before);
  });

  it.each([
    ['wants other credentials', () => `http://ann:s3cret-pass@${proxy.address}`, /wants a user name and a password/],
    ['cannot reach the host', () => address(), /did not reach it \(HTTP 502\)/, 'https://nowhere.test'],
    ['is not there', () => 'http://ann:s3cret-pass@127.0.0.1:9', /no connection to the proxy that HTTPS_PROXY names/],
    ['cannot be found', () => 'http://ann:s3cret-pass@proxy.test:8080', /the host name of the proxy .* resolved/],
    ['is malformed', () => 'socks5://ann:s3cret-pass@127.0.0.1:9', /HTTPS_PROXY \(not shown\) must be an address/],
  ])('that %s is told by its variable, and its credentials by nobody', async (_, named, words, origin?: string) => {
    const { code, stdout, stderr } = await ask(origin ?? 'https://vendor.test', { HTTPS_PROXY: named() });
    expect(code).toBe(1);
    expect(stdout).toMatch(words);
    expect(stdout).toContain('Check HTTPS_PROXY');
    expect(stdout + stderr).not.toMatch(/s3cret|p%40ss|p@ss|ann:|YW5u/);
  });
});

describe('this machine', () => {
  const dead = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };

  it('is reached without the proxy', async () => {
    const local: VendorServer = await vendorServer((_, response) => reply(response, rows));
    const { code, stdout } = await ask(local.origin, dead);
    await local.close();
    expect(stdout).toContain('EUR');
    expect(code).toBe(0);
  });

  it('and so is the demo', async () => {
    const { code, stdout } = await runProgram(['call', 'fynn_subscription_revenue', '--demo'], dead);
    expect(stdout).toMatch(/^DEMO DATA/);
    expect(code).toBe(0);
  });
});
