import { z } from 'zod';
import { figure } from './answer.ts';

/** A list of figures; the plain case, numbers only, is tried first because answers hold millions of them. */
export const figures = z.union([z.array(z.number()), z.array(figure)]);

/** Rows of figures, one per date or per step. */
export const figureRows = z.array(figures);
