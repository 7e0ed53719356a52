import type { Dispatcher } from 'undici';
import type { Environment } from '../set-up.ts';
import { version } from '../version.ts';
import { bodyText } from './body-text.ts';
import { decoded } from './http-decode.ts';
import { HttpFault, httpFault } from './http-fault.ts';
import { type NamedProxy, type Proxies, readProxies } from './proxy.ts';
import { tunnelThrough } from './tunnel.ts';

/** GETs over kept-alive connections. Follows no redirect, so that credentials never travel to another host. */
export interface Http {
  /** Throws HttpFault where there is no whole answer; `timeout` shortens the total timeout, in milliseconds. */
  get(
    url: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    timeout?: number,
  ): Promise<HttpAnswer>;
  /** Ends every connection, also those in use. */
  close(): Promise<void>;
}

export interface HttpAnswer {
  status: number;
  /** Lower case, without parameters; empty where the server names none. */
  contentType: string;
  retryAfterSeconds?: number;
  /** The server's own clock, from its `Date`: milliseconds since 1970, in whole seconds. */
  date?: number;
  text: string;
}

export interface HttpOptions {
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are read; no proxy is used without it. */
  environment?: Environment;
  /** Milliseconds. */
  connectTimeout?: number;
  /** Milliseconds from the request to the last byte of the answer. */
  totalTimeout?: number;
  /** Of the decoded body. */
  maximumBytes?: number;
}

export function createHttp(options: HttpOptions = {}): Http {
  const { connectTimeout = 10_000, totalTimeout = 30_000, maximumBytes = 64 * 1024 * 1024 } = options;
  const proxies = readProxies(options.environment ?? {});
  const agents = new Map<string, Promise<Dispatcher>>();

  function agentFor(proxy: NamedProxy | undefined): Promise<Dispatcher> {
    const key = proxy?.variable ?? '';
    const agent = agents.get(key) ?? createAgent(connectTimeout, proxy);
    agents.set(key, agent);
    return agent;
  }

  return {
    async get(url, headers, signal, timeout = totalTimeout) {
      const limited = limitedTime(signal, Math.min(timeout, totalTimeout));
      let proxy: NamedProxy | undefined;
      try {
        proxy = proxyFor(new URL(url), proxies);
        const answer = exchange(await agentFor(proxy), url, headers, limited.signal, maximumBytes);
        // undici does not hear of a signal before there is a connection.
        return await Promise.race([answer, limited.over]);
      } catch (fault) {
        throw limited.fault() ?? httpFault(fault, proxy?.variable);
      } finally {
        limited.end();
      }
    },
    async close() {
      await Promise.all([...agents.values()].map(async (agent) => (await agent).destroy()));
    },
  };
}

function proxyFor(url: URL, proxies: Proxies): NamedProxy | undefined {
  const route = proxies.routeTo(url);
  if (route === undefined || 'origin' in route) return route;
  const { variable: proxy, problem } = route;
  throw new HttpFault('proxy', `${proxy} (not shown) ${problem}`, { proxy });
}

// Loaded on first use: most of its size is never needed to list tools.
async function createAgent(timeout: number, proxy: NamedProxy | undefined): Promise<Dispatcher> {
  const undici = await import('undici');
  // The total timeout stands above these two, which are only turned off.
  const noTimeouts = { headersTimeout: 0, bodyTimeout: 0 };
  if (proxy === undefined) return new undici.Agent({ connect: { timeout }, ...noTimeouts });
  const connect = tunnelThrough(proxy, timeout, undici.buildConnector({ timeout }));
  return new undici.Agent({ connect, ...noTimeouts });
}

async function exchange(
  agent: Dispatcher,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  maximumBytes: number,
): Promise<HttpAnswer> {
  const { origin, pathname, search } = new URL(url);
  const answer = await agent.request({
    origin,
    path: pathname + search,
    method: 'GET',
    headers: { accept: 'application/json, */*;q=0.5', ...lowerCased(headers), ...ours },
    signal,
  });
  if (answer.statusCode >= 300 && answer.statusCode < 400) {
    answer.body.on('error', () => {}).destroy();
    throw new HttpFault('redirect', `it answered a redirect (HTTP ${answer.statusCode})`, {
      status: answer.statusCode,
    });
  }
  return received(answer, maximumBytes);
}

const ours = { 'accept-encoding': 'gzip, br', 'user-agent': `metrics-mcp/${version}` };

async function received(answer: Dispatcher.ResponseData, maximumBytes: number): Promise<HttpAnswer> {
  const { statusCode: status, headers } = answer;
  const [encoding, length] = [first(headers['content-encoding']), first(headers['content-length'])];
  // An empty body is no valid gzip, whatever the header says of it.
  const isEmpty = status === 204 || length === '0';
  const retryAfterSeconds = secondsToWait(first(headers['retry-after']), first(headers.date));
  const date = Date.parse(first(headers.date));
  return {
    status,
    contentType: (first(headers['content-type']).split(';')[0] ?? '').trim().toLowerCase(),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(Number.isNaN(date) ? {} : { date }),
    text: await bodyText(isEmpty ? answer.body : decoded(answer.body, encoding), maximumBytes),
  };
}

/** `Retry-After` in seconds or as a date, which is read against the server's own `Date`. */
function secondsToWait(value: string, date: string): number | undefined {
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value));
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(date);
  return Math.max(0, Math.ceil((until - (Number.isNaN(sent) ? Date.now() : sent)) / 1000));
}

/** A signal that aborts with the caller's or when the time is up, a promise that rejects then, and what of the two it was. */
function limitedTime(caller: AbortSignal, milliseconds: number) {
  const controller = new AbortController();
  let fault: HttpFault | undefined;
  let giveUp: (reason: HttpFault) => void = () => {};
  const over = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  // Whoever raced against it may be gone by then.
  over.catch(() => {});
  const stop = (reason: HttpFault) => {
    fault ??= reason;
    controller.abort();
    giveUp(fault);
  };
  const onAbort = () => stop(new HttpFault('aborted', 'the request was cancelled'));
  const seconds = Number((milliseconds / 1000).toFixed(1));
  const timer = setTimeout(() => stop(new HttpFault('timeout', `it did not answer within ${seconds} s`)), milliseconds);
  caller.addEventListener('abort', onAbort, { once: true });
  if (caller.aborted) onAbort();
  const end = () => {
    clearTimeout(timer);
    caller.removeEventListener('abort', onAbort);
  };
  return { signal: controller.signal, over, fault: () => fault, end };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
