import { z } from 'zod';
import type { Masks } from '../../report/mask.ts';

/** A word about a user or an event; `""`, null and what is no word are unknown. */
export const word = z.unknown().optional().transform(wordOf);

export function wordOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
}

/** A decimal number in quotes that a number can hold, `""` where it is unknown. */
export const digits = z
  .string()
  .regex(/^(-?\d+(\.\d+)?([eE][-+]?\d+)?)?$/)
  .refine((text) => Number.isFinite(Number(text)));

/** A figure about a user: a number or a number in quotes; `""` and null are unknown. */
export const amount = z
  .union([z.number(), digits, z.null()])
  .optional()
  .transform((value) => (value === undefined || value === null || value === '' ? null : Number(value)));

/** An Amplitude ID with all its digits: a number, or text where it has too many for one. */
export const amplitudeId = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String);

/** Whether it is one as it usually is. */
export function isAmplitudeId(sent: unknown): sent is string | number {
  return Number.isSafeInteger(sent) || (typeof sent === 'string' && /^\d+$/.test(sent));
}

/** Writes a value of a user's property, masked where it is personal. */
export function personal({ masks }: { masks: Masks }) {
  return (key: string, value: string | null): string | null => (value === null ? null : masks.value(key, value));
}
