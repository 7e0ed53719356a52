import { z } from 'zod';

/** An amount as exact decimal text, from a number or a decimal string. */
export const amount = z.union([z.number(), z.string().regex(/^[+-]?\d+(\.\d+)?$/)]).transform(String);
