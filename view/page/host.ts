import {
  App,
  applyDocumentTheme,
  applyHostStyleVariables,
  type McpUiHostContext,
} from '@modelcontextprotocol/ext-apps';
import type { AskPage } from './gather.ts';

/** What the host tells of a call. */
export interface OnCall {
  /** The text of its result, whether that is an error, and the tool that it is of, if the host says so. */
  onAnswer(answer: { text: string; failed: boolean; tool: string | undefined }): void;
  onCancel(): void;
}

/** Connects to the client that shows this page; its theme and size are followed from then on. */
export async function connectHost(version: string, { onAnswer, onCancel }: OnCall): Promise<{ ask: AskPage }> {
  const app = new App({ name: 'metrics-mcp-charts', version }, {}, { autoResize: true });
  app.onhostcontextchanged = follow;
  app.ontoolcancelled = onCancel;
  // There is nothing to save.
  app.onteardown = () => ({});
  app.ontoolresult = ({ content = [], isError }) => {
    const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
    onAnswer({ text, failed: isError === true, tool: app.getHostContext()?.toolInfo?.tool.name });
  };
  await app.connect();
  follow(app.getHostContext());
  return { ask: (request) => askedOf(app, request) };
}

function follow(context: McpUiHostContext | undefined): void {
  if (context?.theme !== undefined) applyDocumentTheme(context.theme);
  if (context?.styles?.variables !== undefined) applyHostStyleVariables(context.styles.variables);
}

/** A stored result is read at once: a host that says nothing for so long has lost the server, or asks its user. */
const longest = { timeout: 20_000 };

/** A page of a stored result, which costs nothing; null where the host passes no calls on, or the server knows no such result. */
async function askedOf(app: App, request: Parameters<AskPage>[0]): Promise<string | null> {
  if (app.getHostCapabilities()?.serverTools === undefined) return null;
  try {
    const asked = { name: 'read_result', arguments: { ...request, limit: 10_000 } };
    const { content, isError } = await app.callServerTool(asked, longest);
    const [first] = content;
    return isError === true || first?.type !== 'text' ? null : first.text;
  } catch {
    return null;
  }
}
