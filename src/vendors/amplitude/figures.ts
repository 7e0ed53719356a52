import { z } from 'zod';
import { figure } from './answer.ts';

type Figure = number | null;

/**
 * A list of figures, as it was sent where all of them are numbers or null. Read by hand, as an answer may hold millions of
 * them; what is neither is left to the schema of one.
 */
export const figures = z.custom<readonly unknown[]>(Array.isArray).transform((sent, context): readonly Figure[] => {
  if (sent.every(isPlain)) return sent;
  return sent.map((one, index) => {
    const plain = isPlain(one) ? one : valueIn(one);
    if (isPlain(plain)) return plain;
    const { data = null, success } = figure.safeParse(one);
    if (!success) context.addIssue({ code: 'custom', path: [index], message: 'is no figure', input: one });
    return data;
  });
});

/** Rows of figures, one per date or per step. */
export const figureRows = z.array(figures);

function isPlain(sent: unknown): sent is Figure {
  return Number.isFinite(sent) || sent === null;
}

/** `{setId, value}`. */
function valueIn(sent: unknown): unknown {
  return typeof sent === 'object' && sent !== null && 'value' in sent ? sent.value : undefined;
}
