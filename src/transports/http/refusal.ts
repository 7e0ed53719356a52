import type { ServerResponse } from 'node:http';

/** A request that is turned away before the protocol sees it. */
export interface Refusal {
  status: number;
  message: string;
  headers?: Record<string, string>;
  /** Of the JSON-RPC request, where it was read. */
  id?: string | number | null;
}

/** Answers in the form that clients of the protocol read: a JSON-RPC error. */
export function refuse(response: ServerResponse, { status, message, headers, id = null }: Refusal): void {
  // The code is of the range that JSON-RPC leaves to servers.
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id });
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

/** RFC 6750: who sends no token is told what is asked for; who sends a wrong one is told that it is wrong. */
export function unknownCaller(authorization: string | undefined): Refusal {
  const realm = 'Bearer realm="metrics-mcp"';
  return authorization === undefined
    ? {
        status: 401,
        message: 'This server needs a bearer token: send it as "Authorization: Bearer …".',
        headers: { 'www-authenticate': realm },
      }
    : {
        status: 401,
        message: 'This server does not know that token.',
        headers: {
          'www-authenticate': `${realm}, error="invalid_token", error_description="The token is not known here"`,
        },
      };
}
