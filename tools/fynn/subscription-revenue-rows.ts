import { z } from 'zod';
import { amount, isAmount } from '../../src/vendors/amount.ts';
import { quickSchema } from '../../src/vendors/quick-schema.ts';
import { isRecord } from '../../src/vendors/usual.ts';

const dated = /^\d{4}-\d{2}-\d{2}/;

/** One date and currency. Movements are null where none occurred. */
const row = z.looseObject({
  date: z.string().regex(dated),
  currency_code: z.string().min(1),
  revenue: amount.nullable(),
  new_revenue: amount.nullish(),
  expansion_revenue: amount.nullish(),
  churn_revenue: amount.nullish(),
});
export type Row = z.output<typeof row>;

export const rows = quickSchema(usualRows, z.array(row));

function usualRows(sent: unknown): Row[] | undefined {
  return Array.isArray(sent) && sent.every(isRow) ? sent : undefined;
}

function isRow(sent: unknown): sent is Row {
  return (
    isRecord(sent) &&
    typeof sent.date === 'string' &&
    dated.test(sent.date) &&
    typeof sent.currency_code === 'string' &&
    sent.currency_code !== '' &&
    (sent.revenue === null || isAmount(sent.revenue)) &&
    isAmountOrNothing(sent.new_revenue) &&
    isAmountOrNothing(sent.expansion_revenue) &&
    isAmountOrNothing(sent.churn_revenue)
  );
}

function isAmountOrNothing(sent: unknown): boolean {
  return sent === null || sent === undefined || isAmount(sent);
}
