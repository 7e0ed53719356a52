import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { logFault } from '../log.ts';
import type { Offer } from '../offer.ts';
import { createServer, type OpenDesk } from '../server.ts';

/** Serves one client on stdin and stdout until stdin closes or the process is told to end; resolves then. */
export async function serveOverStdio(offer: Offer, open: OpenDesk): Promise<void> {
  const handle = serveStdio(() => createServer(offer, open), { onerror: (fault) => logFault('stdio', fault) });
  await new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) process.stdin.once(event, () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    // A client that has gone away without closing stdin leaves a broken pipe behind.
    process.stdout.once('error', () => resolve());
  });
  await handle.close();
  process.stdin.destroy();
}
