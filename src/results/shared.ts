import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import {
  createResults,
  isWhole,
  lifetime,
  type Question,
  questionKey,
  type Results,
  type StoredResult,
} from '../results.ts';
import { version } from '../version.ts';
import { pack, unpack } from './pack.ts';
import { createRedisShelf } from './shelf.ts';
import { takeTurn } from './turn.ts';

export interface SharedResultsOptions {
  url: string;
  clock: Clock;
  /** Whether what tells of single users may leave the process. */
  showPersonalData: boolean;
}

/**
 * Results that all who share a Redis or Valkey server have in common, with those that were used here before them. Too
 * large ones, those of single users, and those made while the server was away are known to this process only.
 */
export function createSharedResults({ url, clock, showPersonalData }: SharedResultsOptions): Results {
  const local = createResults(clock.now);
  const shelf = createRedisShelf({ url, clock, lifetime });
  const mayLeave = ({ personal }: Pick<StoredResult, 'personal'>) => showPersonalData || !personal;

  async function fetched(id: string): Promise<StoredResult | undefined> {
    const found = await shelf.read(resultName(id));
    const result = found === undefined ? undefined : await unpack(found.text);
    if (found === undefined || result?.id !== id) return undefined;
    local.adopt(result, found.age);
    return result;
  }

  const results: Results = {
    async keep(result) {
      const kept = await local.keep(result);
      const text = mayLeave(kept) ? await pack(kept) : undefined;
      if (text === undefined) return kept;
      const isNewest = isWhole(kept);
      // In this order, so that whoever finds the id finds the result.
      await Promise.all([
        shelf.write(resultName(kept.id), text),
        ...(isNewest ? [shelf.write(newestName(kept), kept.id)] : []),
      ]);
      return kept;
    },
    get: async (id) => (await local.get(id)) ?? (await fetched(id)),
    async recent(question, fresh) {
      const here = await local.recent(question, fresh);
      if (here !== undefined || !mayLeave(question)) return here;
      const id = (await shelf.read(newestName(question)))?.text;
      if (id === undefined || (await local.get(id)) !== undefined || (await fetched(id)) === undefined)
        return undefined;
      // Asked of what is kept here now, so that it is the answer to this very question, and fresh.
      return await local.recent(question, fresh);
    },
    async turn(question, fresh, wait) {
      if (!mayLeave(question)) return local.turn(question, fresh, wait);
      const look = () => results.recent(question, fresh);
      return await takeTurn(turnName(question), { ...wait, look, shelf, clock });
    },
    close: async () => shelf.close(),
  };
  return results;
}

// Another version may read an answer in another way, so each keeps to its own. No name tells an id or a question.
const place = `metrics-mcp:results:${version}`;

function resultName(id: string): string {
  return `${place}:result:${createHash('sha256').update(id).digest('hex')}`;
}

function newestName(question: Question): string {
  return `${place}:newest:${questionKey(question)}`;
}

function turnName(question: Question): string {
  return `${place}:turn:${questionKey(question)}`;
}
