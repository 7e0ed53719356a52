import { z } from 'zod';
import { Decimal } from '../../src/report/decimal.ts';
import { amount, isAmount } from '../../src/vendors/amount.ts';
import { quickSchema } from '../../src/vendors/quick-schema.ts';
import { isRecord, isTextOrNothing } from '../../src/vendors/usual.ts';
import { hasZone, utcTime } from './list-activities-time.ts';

const text = z.union([z.string(), z.number()]).transform(String).nullish();

/** One activity as ChartMogul sends it; plan and customer may be null. */
const entry = z.looseObject({
  // "All amounts are expressed as an integer number of cents in your account currency."
  'activity-mrr-movement': amount,
  'activity-mrr': amount.nullish(),
  currency: z.string().min(1),
  date: z.string().refine((date) => utcTime(date) !== null, 'is no date'),
  type: z.string().min(1),
  description: text,
  'plan-external-id': text,
  'subscription-external-id': text,
  'customer-name': text,
  'customer-uuid': text,
  'customer-external-id': text,
  uuid: text,
});
export type Entry = z.output<typeof entry>;

export const entries = quickSchema(usualEntries, z.array(entry));

function usualEntries(sent: unknown): Entry[] | undefined {
  return Array.isArray(sent) && sent.every(isEntry) ? sent : undefined;
}

function isEntry(sent: unknown): sent is Entry {
  return (
    isRecord(sent) &&
    isAmount(sent['activity-mrr-movement']) &&
    (sent['activity-mrr'] === undefined || sent['activity-mrr'] === null || isAmount(sent['activity-mrr'])) &&
    isWord(sent.currency) &&
    isWord(sent.type) &&
    typeof sent.date === 'string' &&
    utcTime(sent.date) !== null &&
    isTextOrNothing(sent.description) &&
    isTextOrNothing(sent['plan-external-id']) &&
    isTextOrNothing(sent['subscription-external-id']) &&
    isTextOrNothing(sent['customer-name']) &&
    isTextOrNothing(sent['customer-uuid']) &&
    isTextOrNothing(sent['customer-external-id']) &&
    isTextOrNothing(sent.uuid)
  );
}

function isWord(sent: unknown): boolean {
  return typeof sent === 'string' && sent !== '';
}

/** What is summed of an activity; `sent` has what is told of it besides. */
export interface Activity {
  /** YYYY-MM-DDTHH:MM:SSZ. */
  time: string;
  type: string;
  currency: string;
  /** Major units, signed as sent. */
  movement: Decimal;
  /** Tells one customer from another, whatever their name. */
  customerKey: string;
  sent: Entry;
}

/** The activities, each once, how many came twice, and how many have a time without a zone. */
export function activitiesOf(entries: readonly Entry[]): {
  activities: Activity[];
  repeated: number;
  zoneless: number;
} {
  const seen = new Set<string>();
  const once = entries.filter(({ uuid }) => {
    if (uuid === null || uuid === undefined) return true;
    return !seen.has(uuid) && seen.add(uuid);
  });
  const zoneless = once.filter(({ date }) => !hasZone(date)).length;
  return { activities: once.map(activity), repeated: entries.length - once.length, zoneless };
}

function activity(sent: Entry): Activity {
  return {
    time: utcTime(sent.date) ?? '',
    type: sent.type,
    currency: sent.currency,
    // "Divide by 100 to obtain the actual amount": for every currency, the page makes no exception.
    movement: Decimal.ofHundredths(sent['activity-mrr-movement']),
    customerKey: bareUuid(sent) || sent['customer-external-id'] || sent['customer-name'] || '',
    sent,
  };
}

/** Major units after the activity; null where it was not told. */
export function mrrAfter({ 'activity-mrr': cents }: Entry): Decimal | null {
  return cents === null || cents === undefined ? null : Decimal.ofHundredths(cents);
}

/** The customer's name, or what is known instead of it. */
export function customerOf(sent: Entry): string {
  const uuid = bareUuid(sent);
  return sent['customer-name'] || sent['customer-external-id'] || (uuid ? `customer ${uuid}` : '(customer not told)');
}

/** Ids come with and without the prefix that says what they are of. */
function bareUuid({ 'customer-uuid': uuid }: Entry): string | null | undefined {
  return uuid?.startsWith('cus_') ? uuid.slice(4) : uuid;
}
