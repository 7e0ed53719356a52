import { log } from '../log.ts';

/** Tells on stderr what a call waits for: on one line of a terminal, which goes away; as lines of the log elsewhere. */
export function createProgressLine(stream: NodeJS.WriteStream = process.stderr) {
  if (stream.isTTY !== true || process.env.TERM === 'dumb') return { tell: log, end: () => {} };
  const began = performance.now();
  let isShown = false;
  return {
    tell(message: string): void {
      const seconds = Math.round((performance.now() - began) / 1000);
      // Longer lines than the terminal would stay there; some terminals do not know how long a line may be.
      const line = `… ${message}, ${seconds} s`.slice(0, (stream.columns || 80) - 1);
      stream.write(`${clearLine}${line}`);
      isShown = true;
    },
    end(): void {
      if (isShown) stream.write(clearLine);
      isShown = false;
    },
  };
}

const clearLine = '\r\u001b[K';
