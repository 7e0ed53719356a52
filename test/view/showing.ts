import type { AppBridge } from '@modelcontextprotocol/ext-apps/app-bridge';

export type Context = Parameters<AppBridge['setHostContext']>[0];

/** A context of which hosts set only some style variables, as they do. */
export type SomeContext = Omit<Context, 'styles'> & { styles?: { variables: Record<string, string> } };

export type Result = Parameters<AppBridge['sendToolResult']>[0];

/** What the host page is to show. */
export interface Answer {
  /** Null for a host that does not say which tool it was. */
  tool: string | null;
  args: Record<string, unknown>;
  /** Null while the call still runs. */
  result: Result | null;
  context: Context;
  /** Whether views may call tools of their server. */
  passesCalls: boolean;
  /** Whether views may write to the clipboard. */
  copies: boolean;
}
