import type { Readable } from 'node:stream';
import type { Agent, Dispatcher } from 'undici';
import { version } from '../version.ts';
import { decoded } from './http-decode.ts';
import { HttpFault, httpFault } from './http-fault.ts';

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
  text: string;
}

export interface HttpOptions {
  /** Milliseconds. */
  connectTimeout?: number;
  /** Milliseconds from the request to the last byte of the answer. */
  totalTimeout?: number;
  /** Of the decoded body. */
  maximumBytes?: number;
}

export function createHttp(options: HttpOptions = {}): Http {
  const { connectTimeout = 10_000, totalTimeout = 30_000, maximumBytes = 64 * 1024 * 1024 } = options;
  let agent: Promise<Agent> | undefined;
  return {
    async get(url, headers, signal, timeout = totalTimeout) {
      agent ??= createAgent(connectTimeout);
      const limited = limitedTime(signal, Math.min(timeout, totalTimeout));
      try {
        return await exchange(await agent, url, headers, limited.signal, maximumBytes);
      } catch (fault) {
        throw limited.fault() ?? httpFault(fault);
      } finally {
        limited.end();
      }
    },
    async close() {
      await (await agent)?.destroy();
    },
  };
}

// Loaded on first use: most of its size is never needed to list tools.
async function createAgent(connectTimeout: number): Promise<Agent> {
  const undici = await import('undici');
  // The total timeout stands above these two, which are only turned off.
  return new undici.Agent({ connect: { timeout: connectTimeout }, headersTimeout: 0, bodyTimeout: 0 });
}

async function exchange(
  agent: Agent,
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
    throw new HttpFault('redirect', `it answered a redirect (HTTP ${answer.statusCode})`, answer.statusCode);
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
  return {
    status,
    contentType: (first(headers['content-type']).split(';')[0] ?? '').trim().toLowerCase(),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    text: await bodyText(isEmpty ? answer.body : decoded(answer.body, encoding), maximumBytes),
  };
}

async function bodyText(body: Readable, maximumBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > maximumBytes) {
      throw new HttpFault('too_large', `its answer is larger than ${Math.floor(maximumBytes / 1024 / 1024)} MiB`);
    }
    chunks.push(buffer);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** `Retry-After` in seconds or as a date, which is read against the server's own `Date`. */
function secondsToWait(value: string, date: string): number | undefined {
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value));
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(date);
  return Math.max(0, Math.ceil((until - (Number.isNaN(sent) ? Date.now() : sent)) / 1000));
}

/** A signal that aborts with the caller's or when the time is up, and what of the two it was. */
function limitedTime(caller: AbortSignal, milliseconds: number) {
  const controller = new AbortController();
  let fault: HttpFault | undefined;
  const stop = (reason: HttpFault) => {
    fault ??= reason;
    controller.abort();
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
  return { signal: controller.signal, fault: () => fault, end };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
