import { z } from 'zod';

/**
 * A schema that asks `quick` first: an answer may hold a million values, nearly all of one usual shape, and zod takes far
 * longer to read them than JSON.parse did. `quick` gives what the schema would give for the same, and undefined for whatever
 * it does not know at once: of this the schema stays the judge, so that errors name the key.
 */
export function quickSchema<Schema extends z.ZodType>(
  quick: (sent: unknown) => z.output<Schema> | undefined,
  schema: Schema,
) {
  return z.unknown().transform((sent, context): z.output<Schema> => {
    const known = quick(sent);
    if (known !== undefined) return known;
    const { success, data, error } = schema.safeParse(sent);
    if (success) return data;
    for (const issue of error.issues) context.issues.push({ ...issue, input: undefined });
    return z.NEVER;
  });
}
