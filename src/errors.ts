/** What went wrong, and so who must act: the asker, the owner of the settings, the vendor or nobody (wait). */
export type ErrorKind =
  | 'input' // the arguments must change
  | 'settings' // a variable is missing or malformed
  | 'credentials' // the vendor refuses the key
  | 'permission' // the key is good but may not read this
  | 'not_found' // the thing asked for does not exist
  | 'quota' // the query is too dear, or there is no room in the quota
  | 'rate_limit' // the vendor says that it was asked too often
  | 'vendor' // the vendor failed, or answered what cannot be understood
  | 'network' // the vendor was not reached
  | 'cancelled' // the asker went away
  | 'internal'; // our fault

/** An error whose message may be shown: it holds no secret, and says what to change. */
export class ToolError extends Error {
  readonly kind: ErrorKind;
  /** When it makes sense to ask again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ErrorKind, message: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ToolError';
    this.kind = kind;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** How any fault reads to a model: what happened and what to do, in words. */
export function explain(fault: unknown): string {
  if (fault instanceof ToolError) return fault.message;
  return 'metrics-mcp failed on its own account, and the details are in its log (stderr). Asking again may help; if it does not, report it.';
}
