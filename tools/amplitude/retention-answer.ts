import { z } from 'zod';
import { figure } from '../../src/vendors/amplitude/answer.ts';
import { quickSchema } from '../../src/vendors/quick-schema.ts';
import { isRecord } from '../../src/vendors/usual.ts';
import type { SentCell } from './retention-layout.ts';

const flag = z.union([z.boolean(), z.null(), z.enum(['true', 'false'])]).optional();
const cell = z
  .union([z.null(), z.looseObject({ count: figure, outof: figure, incomplete: flag })])
  .transform((sent): SentCell => {
    if (sent === null) return { count: null, outof: null, incomplete: false };
    return { count: sent.count, outof: sent.outof, incomplete: sent.incomplete === true || sent.incomplete === 'true' };
  });
// An answer may hold a million cells, which are nearly always whole: these stay as they were sent.
const cells = z.union([z.custom<SentCell[]>(areCells), z.array(cell)]);
const cohorts = quickSchema((sent) => (areCohorts(sent) ? sent : undefined), z.record(z.string(), cells));

/** The series of an answer: the cells of each cohort by its date. */
export const retentionData = z.looseObject({
  series: z.array(
    z.looseObject({
      values: cohorts,
      combined: cells.nullish().catch(null),
      groupValue: z.unknown().optional(),
    }),
  ),
  seriesMeta: z.array(z.unknown()).nullish().catch(null),
  seriesLabels: z.array(z.unknown()).nullish().catch(null),
});
export type RetentionData = z.output<typeof retentionData>;

/** A record of the schema has no key of that name. */
function areCohorts(sent: unknown): sent is Record<string, SentCell[]> {
  return isRecord(sent) && Object.values(sent).every(areCells) && !Object.hasOwn(sent, '__proto__');
}

function areCells(sent: unknown): sent is SentCell[] {
  return Array.isArray(sent) && sent.every(isCell);
}

function isCell(sent: unknown): sent is SentCell {
  if (!isRecord(sent)) return false;
  const { count, outof, incomplete } = sent;
  return Number.isFinite(count) && Number.isFinite(outof) && typeof incomplete === 'boolean';
}
