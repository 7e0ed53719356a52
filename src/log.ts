/** Tells a fault of ours to whoever reads stderr; stdout belongs to JSON-RPC. */
export function logFault(where: string, fault: unknown): void {
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  log(`fault in ${where}: ${text}`);
}

export function log(text: string): void {
  process.stderr.write(`metrics-mcp: ${text}\n`);
}

/** One line of JSON for programs that read stderr. Whatever stands in it stays on that line. */
export function logRecord(fields: Readonly<Record<string, string | number>>): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...fields })}\n`);
}
