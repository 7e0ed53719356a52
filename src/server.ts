import { McpServer, type ServerContext, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { call } from './call.ts';
import type { CallRecord } from './call-log.ts';
import { type Engine, listedTools } from './engine.ts';
import { type JsonSchema, jsonSchemaOf } from './input/json-schema.ts';
import { metered } from './quota/metered.ts';
import { version } from './version.ts';

/** Told of every tool call once it has ended. */
type OnCall = (call: CallRecord) => void;

/** The engine as an MCP server: tools with plain text answers, for clients of both protocol eras. */
export function createServer(engine: Engine, onCall?: OnCall): McpServer {
  const server = new McpServer(
    { name: 'metrics-mcp', title: 'Metrics', version },
    { instructions: engine.catalogue.instructions, capabilities: { tools: {} } },
  );
  for (const tool of [...listedTools(engine), ...engine.catalogue.helpers]) {
    const { name, title, description, schema } = tool;
    const inputSchema = passThrough(jsonSchemaOf(schema));
    server.registerTool(name, { title, description, inputSchema, annotations }, (args, context) =>
      answer(name, args, { engine, onCall }, context),
    );
  }
  return server;
}

async function answer(
  name: string,
  args: unknown,
  { engine, onCall }: { engine: Engine; onCall: OnCall | undefined },
  context: ServerContext,
) {
  const { signal } = context.mcpReq;
  const { clock } = engine;
  const meter = metered(engine.limiter, clock);
  const began = clock.now();
  const answered = await call(name, args, { ...engine, limiter: meter.limiter }, { signal, ...progressOf(context) });
  const { text, failed, kind = 'ok' } = answered;
  onCall?.({ tool: name, ...meter.read(), took: clock.now() - began, outcome: signal.aborted ? 'cancelled' : kind });
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
