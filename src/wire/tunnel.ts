import { request as askPlainly } from 'node:http';
import { request as askSecurely } from 'node:https';
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { codeOf, HttpFault, unresolved, untrusted } from './http-fault.ts';
import type { NamedProxy } from './proxy.ts';

type Connector = ReturnType<typeof buildConnector>;

/**
 * Connects through a proxy by CONNECT, and `secure` makes TLS of what it gives. undici's own ProxyAgent (7.30) asks a proxy
 * that hangs up again and again without end, some thousand times a second, and cannot be told to stop.
 */
export function tunnelThrough(proxy: NamedProxy, timeout: number, secure: Connector): Connector {
  return (options, callback) => {
    const target = options.port ? options.host : `${options.host}:${options.protocol === 'https:' ? 443 : 80}`;
    openTunnel(proxy, target ?? options.hostname, timeout).then(
      (socket) => {
        if (options.protocol === 'https:') secure({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (fault: unknown) => callback(proxyFault(fault, proxy.variable), null),
    );
  };
}

/** A socket that leads to `target`, which is `host:port`. Rejects with HttpFault, or whatever the socket failed by. */
function openTunnel({ origin, variable, authorization }: NamedProxy, target: string, timeout: number): Promise<Socket> {
  const ask = origin.startsWith('https:') ? askSecurely : askPlainly;
  const login = authorization === undefined ? {} : { 'proxy-authorization': authorization };
  const options = { method: 'CONNECT', path: target, headers: { host: target, ...login }, agent: false, timeout };
  return new Promise((resolve, reject) => {
    const asked = ask(origin, options);
    asked.once('connect', ({ statusCode: status = 0 }, socket, head) => {
      socket.setTimeout(0);
      socket.unshift(head);
      if (status >= 200 && status < 300) return resolve(socket);
      socket.destroy();
      reject(refusal(status, variable));
    });
    // Some proxies refuse with an answer such as any web server gives.
    asked.once('response', ({ statusCode: status = 0 }) => {
      asked.destroy();
      reject(refusal(status, variable));
    });
    asked.once('timeout', () => asked.destroy(new HttpFault('connect', `${nameOf(variable)} did not answer in time`)));
    asked.once('error', reject);
    asked.end();
  });
}

function refusal(status: number, proxy: string): HttpFault {
  const who = nameOf(proxy);
  if (status === 407) return new HttpFault('proxy', `${who} wants a user name and a password (HTTP 407)`, { proxy });
  if (status >= 500) return new HttpFault('connect', `${who} did not reach it (HTTP ${status})`, { proxy });
  return new HttpFault('proxy', `${who} does not let this host through (HTTP ${status})`, { proxy });
}

/** Before there is a tunnel, whatever fails is the proxy's. */
function proxyFault(fault: unknown, proxy: string): HttpFault {
  if (fault instanceof HttpFault) return new HttpFault(fault.kind, fault.message, { proxy });
  const [who, code] = [nameOf(proxy), codeOf(fault)];
  const why = code === '' ? '' : ` (${code})`;
  if (unresolved.test(code))
    return new HttpFault('connect', `the host name of ${who} cannot be resolved${why}`, { proxy });
  if (untrusted.test(code))
    return new HttpFault('certificate', `the TLS certificate of ${who} is not trusted${why}`, { proxy });
  if (code.startsWith('HPE_')) return new HttpFault('proxy', `${who} answers what is no HTTP${why}`, { proxy });
  return new HttpFault('connect', `no connection to ${who}${why}`, { proxy });
}

function nameOf(variable: string): string {
  return `the proxy that ${variable} names`;
}
