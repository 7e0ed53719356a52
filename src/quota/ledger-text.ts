import { z } from 'zod';
import type { Ledger } from './ledger.ts';

/** The ledger as a store keeps it; undefined where the text is damaged or of another make. */
export function readLedger(text: string): Kept | undefined {
  try {
    return stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function writeLedger(kept: Kept): string {
  return JSON.stringify({ version, ...kept });
}

export interface Kept {
  ledger: Ledger;
  /** When it was written, by the clock of the writer. */
  at: number;
}

// A program that keeps another kind of state begins anew instead of misreading this one.
const version = 1;

const amount = z.number().nonnegative();
const entry = {
  cost: amount,
  pool: z.string().exactOptional(),
  owner: z.string(),
  arrived: z.number(),
  expires: z.number(),
};
const stored = z.object({
  version: z.literal(version),
  at: z.number(),
  ledger: z.object({
    leases: z.record(z.string(), z.object({ ...entry, since: z.number() })),
    waiters: z.record(z.string(), z.object(entry)),
    spent: z.record(z.string(), z.array(z.object({ from: z.number(), to: z.number(), amount }))),
    served: z.object({ short: z.number(), dear: z.number() }),
    curbs: z.record(z.string(), z.object({ share: z.number().positive(), since: z.number(), until: z.number() })),
  }),
});
