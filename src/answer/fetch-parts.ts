import { ToolError } from '../errors.ts';
import type { Call } from '../tool.ts';
import { type Fetched, fetchPages, type Trip } from './fetch-pages.ts';

/**
 * The answers of all parts, in their order, asked side by side as far as the quota lets them. The error of the first
 * that fails is thrown, for half an answer is none; the signal of the trip then calls the others off.
 */
export async function fetchParts(parts: readonly Call[], trip: Trip): Promise<Fetched> {
  const progress = partProgress(parts.length, trip.tell);
  const fetched = await Promise.all(
    parts.map(async (part, index) => {
      try {
        const one = await fetchPages(part, { ...trip, tell: progress.waiting });
        progress.answered();
        return one;
      } catch (fault) {
        throw ofPart(fault, index, parts);
      }
    }),
  );
  return {
    bodies: fetched.flatMap(({ bodies }) => bodies),
    values: fetched.flatMap(({ values }) => values),
    cost: fetched.reduce((sum, { cost }) => sum + cost, 0),
    parts: parts.map(({ input }) => input),
  };
}

/** "part 2 of 4" until it is answered, whichever of them that is. */
function partProgress(all: number, tell: Trip['tell']) {
  let done = 0;
  const current = () => `part ${Math.min(done + 1, all)} of ${all}`;
  tell(current());
  return {
    waiting: (message: string) => tell(`${current()}, ${message}`),
    answered: () => {
      done += 1;
      tell(current());
    },
  };
}

function ofPart(fault: unknown, index: number, parts: readonly Call[]): unknown {
  if (!(fault instanceof ToolError) || fault.kind === 'cancelled') return fault;
  const { start, end } = parts[index]?.input ?? {};
  const where = `This was part ${index + 1} of ${parts.length}, ${start} to ${end}; the parts that were asked are charged.`;
  const wait = fault.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: fault.retryAfterSeconds };
  return new ToolError(fault.kind, `${fault.message}\n${where}`, { cause: fault, ...wait });
}
