import { z } from 'zod';
import { quickSchema } from '../quick-schema.ts';
import { figure } from './answer.ts';

type Figure = number | null;

/**
 * A list of figures, as it was sent where all of them are numbers or null. Read by hand, as an answer may hold millions of
 * them; what is neither is left to the schema of one.
 */
export const figures = z.custom<readonly unknown[]>(Array.isArray).transform((sent, context): readonly Figure[] => {
  if (arePlain(sent)) return sent;
  return sent.map((one, index) => {
    const plain = isPlain(one) ? one : valueIn(one);
    if (isPlain(plain)) return plain;
    const { data = null, success } = figure.safeParse(one);
    if (!success) context.addIssue({ code: 'custom', path: [index], message: 'is no figure', input: one });
    return data;
  });
});

/** Rows of figures, one per date or per step. */
export const figureRows = quickSchema((sent) => (areRows(sent) ? sent : undefined), z.array(figures));

/** A figure by itself, in any of its forms; null also where it is none. */
export function figureOf(sent: unknown): Figure {
  if (isPlain(sent)) return sent;
  if (sent === undefined) return null;
  const value = valueIn(sent);
  return isPlain(value) ? value : (figure.safeParse(sent).data ?? null);
}

function areRows(sent: unknown): sent is Figure[][] {
  return Array.isArray(sent) && sent.every((row) => Array.isArray(row) && arePlain(row));
}

// A loop, since `every` takes four times as long.
function arePlain(sent: readonly unknown[]): sent is readonly Figure[] {
  for (const one of sent) if (!isPlain(one)) return false;
  return true;
}

function isPlain(sent: unknown): sent is Figure {
  return typeof sent === 'number' ? Number.isFinite(sent) : sent === null;
}

/** `{setId, value}`. */
function valueIn(sent: unknown): unknown {
  return typeof sent === 'object' && sent !== null && 'value' in sent ? sent.value : undefined;
}
