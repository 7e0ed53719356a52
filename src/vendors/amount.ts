import { z } from 'zod';

/** An exact amount: a number, or a decimal string. */
export const amount = z.union([z.number(), z.string().regex(/^[+-]?\d+(\.\d+)?$/)]);

/** Whether it is one as it usually is. */
export function isAmount(sent: unknown): sent is z.output<typeof amount> {
  return Number.isFinite(sent) || (typeof sent === 'string' && /^-?\d+(\.\d+)?$/.test(sent));
}
