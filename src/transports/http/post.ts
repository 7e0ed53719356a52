import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

/** A body as it came, and as much of it as decides whether it is let in. */
export interface Post {
  text: string;
  /** How many tool calls are in it; older clients may send several in one. */
  calls: number;
  /** It asks for a stream of events that has no end. */
  listens: boolean;
  /** Of the JSON-RPC request, when it is one. */
  id: string | number | null;
}

export const mostBytes = 1024 * 1024;

/** Reads a body; undefined when it is too large. Throws when the client goes away. */
export async function readPost(request: IncomingMessage): Promise<Post | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > mostDiscarded) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > mostDiscarded) return undefined;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return bytes > mostBytes ? undefined : post(Buffer.concat(chunks).toString('utf8'));
}

// A client that is still sending does not read: what is too large is read to its end and thrown away, so that the refusal arrives.
const mostDiscarded = 64 * mostBytes;

const message = z.looseObject({ method: z.string(), id: z.union([z.string(), z.number()]).optional() });

function post(text: string): Post {
  const body = parsed(text);
  const messages = (Array.isArray(body) ? body : [body]).flatMap((one) => message.safeParse(one).data ?? []);
  const [only] = Array.isArray(body) ? [] : messages;
  return {
    text,
    calls: messages.filter(({ method }) => method === 'tools/call').length,
    listens: only?.method === 'subscriptions/listen',
    id: only?.id ?? null,
  };
}

// What is no JSON goes on as it is: the protocol has an answer for it.
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
