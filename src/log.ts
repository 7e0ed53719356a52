/** Tells a fault of ours to whoever reads stderr; stdout belongs to JSON-RPC. */
export function logFault(where: string, fault: unknown): void {
  log(`fault in ${where}: ${faultText(fault)}`);
}

/** With its stack, and cut: a fault may quote the words of a stranger, who can send as many as he likes. */
export function faultText(fault: unknown): string {
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  return withoutSecrets(text).slice(0, mostLetters);
}

export function log(text: string): void {
  process.stderr.write(`metrics-mcp: ${withoutSecrets(text)}\n`);
}

/** One line of JSON for programs that read stderr. Whatever stands in it stays on that line. */
export function logRecord(fields: Readonly<Record<string, string | number>>): void {
  process.stderr.write(`${withoutSecrets(JSON.stringify({ time: new Date().toISOString(), ...fields }))}\n`);
}

/** Strikes this process's secrets from all that is logged from now on: a fault of other code may quote any of them. */
export function hideInLog(strike: (text: string) => string): void {
  withoutSecrets = strike;
}

let withoutSecrets = (text: string) => text;

const mostLetters = 4_000;
