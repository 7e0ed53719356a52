import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Answers a POST of Node's by a web-standard handler, whose request is aborted when the client goes away. */
export async function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  serve: (request: Request) => Promise<Response>,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  if (response.destroyed) gone.abort();
  const init = { method: 'POST', headers: headersOf(request), body, signal: gone.signal };
  const answer = await serve(new Request('http://localhost/mcp', init));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body === null) {
    response.end();
    return;
  }
  // The headers go out with the first word. Where this process ends before it, the client, or a proxy for it, sees that
  // nothing was answered and asks again; an answer that had begun would leave older clients waiting for its end.
  await pipeline(Readable.fromWeb(answer.body), response).catch((fault: unknown) => {
    if (!gone.signal.aborted) throw fault;
  });
}

/** Without the token: whoever it was has been known by it, and nobody further in has a use for it. */
function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(headersDistinct)) {
    for (const value of name === 'authorization' ? [] : (values ?? [])) headers.append(name, value);
  }
  return headers;
}
