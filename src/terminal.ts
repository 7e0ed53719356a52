import { log } from './log.ts';

/** What commands print; their exit code where there is no more to say. A server prints nothing: there stdout belongs to JSON-RPC (test/stdout.test.ts keeps it so). */
export function print(text: string): number {
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', unwritten);
  process.stdout.write(text);
  return 0;
}

/** A reader that has seen enough, such as head, is no fault; a full disk is. */
function unwritten(fault: Error): void {
  if ('code' in fault && fault.code === 'EPIPE') return;
  log(`not all could be printed: ${fault.message}`);
  process.exitCode = 1;
}

/** Text in a colour where `stream` is a terminal that shows colours and nobody asked for none (NO_COLOR). */
export function tint(colour: Colour, text: string, stream: Stream = process.stdout): string {
  if (text === '' || !hasColours(stream)) return text;
  const [on, off] = codes[colour];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

export type Colour = keyof typeof codes;

type Stream = NodeJS.WriteStream;

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
} as const;

// Node reads NO_COLOR, TERM=dumb and the like; it does not ask whether anybody is there to see.
function hasColours(stream: Stream): boolean {
  return stream.isTTY === true && stream.hasColors();
}
