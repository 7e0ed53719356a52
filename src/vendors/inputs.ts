import { z } from 'zod';

/** `start` and `end`: the engine fills both in and resolves them to YYYY-MM-DD before the arguments are parsed. */
export const dateRange = {
  start: date('YYYY-MM-DD, today, yesterday, -30d, -12w or -6m'),
  end: date('Last day, inclusive; default yesterday'),
};

/** A date that the engine has resolved; listed as optional because the engine knows its default. */
export function date(description: string) {
  return z
    .string()
    .optional()
    .describe(description)
    .transform((resolved) => resolved ?? '');
}

/** A list that is empty when it is left out. */
export function listOf<Item extends z.ZodType>(item: Item, most = 100) {
  return z
    .array(item)
    .max(most)
    .optional()
    .transform((list) => list ?? []);
}
