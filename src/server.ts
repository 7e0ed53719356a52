import { RESOURCE_MIME_TYPE, registerAppResource, registerAppTool } from '@modelcontextprotocol/ext-apps/server';
import {
  completable,
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import type { Desk } from './desk.ts';
import { ToolError } from './errors.ts';
import type { JsonSchema } from './input/json-schema.ts';
import type { Offer, OfferedPrompt } from './offer.ts';
import { version } from './version.ts';

/** Where requests are answered. Asked for with the first of them, so that what answers them need not be there before. */
export type OpenDesk = () => Promise<Desk>;

/** The offer as an MCP server: tools and prompts with plain text answers, for clients of both protocol eras. */
export function createServer({ instructions, tools, prompts }: Offer, open: OpenDesk): McpServer {
  // What is offered stands from the start to the end of the process; unsaid, the SDK would promise news of the tools.
  const capabilities = {
    tools: { listChanged: false },
    prompts: { listChanged: false },
    resources: { listChanged: false },
    completions: {},
  };
  const server = new McpServer({ name: 'metrics-mcp', title: 'Metrics', version }, { instructions, capabilities });
  for (const { name, title, description, inputSchema, drawn } of tools) {
    const told = { title, description, inputSchema: passThrough(inputSchema), annotations };
    const run = async (args: unknown, context: ServerContext) => answer(await open(), name, args, context);
    if (drawn) registerAppTool(server, name, { ...told, _meta: { ui: { resourceUri: chartPage } } }, run);
    else server.registerTool(name, told, run);
  }
  if (tools.some(({ drawn }) => drawn)) registerChartPage(server);
  for (const prompt of prompts) {
    const { name, title, description } = prompt;
    server.registerPrompt(name, { title, description, argsSchema: argumentsOf(prompt, open) }, async (args) =>
      told(await open(), prompt, args),
    );
  }
  return server;
}

const chartPage = 'ui://metrics-mcp/charts.html';

/** For clients that show pages beside answers: it asks nobody outside, and may put a table on the clipboard. */
function registerChartPage(server: McpServer): void {
  const description = 'Draws the answers of the tools as charts.';
  const ui = {
    csp: { connectDomains: [], resourceDomains: [] },
    permissions: { clipboardWrite: {} },
    prefersBorder: true,
  };
  registerAppResource(server, 'Charts', chartPage, { description, _meta: { ui } }, async () => {
    const { page } = await import('./chart-page.ts');
    return { contents: [{ uri: chartPage, mimeType: RESOURCE_MIME_TYPE, text: page, _meta: { ui } }] };
  });
}

async function answer(desk: Desk, name: string, args: unknown, context: ServerContext) {
  const { text, failed } = await desk.call(name, args, { signal: context.mcpReq.signal, ...progressOf(context) });
  return { content: [{ type: 'text' as const, text }], ...(failed ? { isError: true } : {}) };
}

/** Progress goes to clients that asked for it; one that has gone away by then is no fault. */
function progressOf({ mcpReq }: ServerContext): { onProgress?: (message: string) => void } {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return {};
  let progress = 0;
  return {
    onProgress: (message) => {
      progress += 1;
      mcpReq
        .notify({ method: 'notifications/progress', params: { progressToken, progress, message } })
        .catch(() => undefined);
    },
  };
}

function told(desk: Desk, { name, title }: OfferedPrompt, args: unknown) {
  try {
    const content = { type: 'text' as const, text: desk.tell(name, args) };
    return { description: title, messages: [{ role: 'user' as const, content }] };
  } catch (fault) {
    // A prompt has no other way to say what must change.
    if (fault instanceof ToolError) throw new ProtocolError(ProtocolErrorCode.InvalidParams, fault.message);
    throw fault;
  }
}

/** The prompt itself parses its arguments; the SDK lists them, and looks for what completes them in `shape`. */
function argumentsOf(prompt: OfferedPrompt, open: OpenDesk) {
  const texts = prompt.arguments.map(({ name, description }) => [name, { type: 'string', description }] as const);
  const required = prompt.arguments.filter((one) => one.required).map(({ name }) => name);
  const shape = prompt.arguments.map(({ name, completed }) => {
    const text = passThrough({ type: 'string' });
    const complete = async (typed: unknown) => (await open()).complete(prompt.name, name, String(typed ?? ''));
    return [name, completed ? completable(text, complete) : text] as const;
  });
  return {
    ...passThrough({ type: 'object', properties: Object.fromEntries(texts), required }),
    shape: Object.fromEntries(shape),
  };
}

/** Lists our JSON Schema and lets everything through: the engine alone parses, so that its message reaches the model. */
function passThrough(schema: JsonSchema): StandardSchemaWithJSON {
  return {
    '~standard': {
      version: 1,
      vendor: 'metrics-mcp',
      validate: (value) => ({ value }),
      jsonSchema: { input: () => schema, output: () => schema },
    },
  };
}

/** The same for every tool. */
export const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true };
