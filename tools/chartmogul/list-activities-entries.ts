import Big from 'big.js';
import { z } from 'zod';
import { amount } from '../../src/vendors/amount.ts';

const text = z.union([z.string(), z.number()]).transform(String).nullish();

/** One activity as ChartMogul sends it; plan and customer may be null. */
export const entry = z.looseObject({
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

export interface Activity {
  /** YYYY-MM-DDTHH:MM:SSZ. */
  time: string;
  type: string;
  currency: string;
  /** Major units, signed as sent. */
  movement: Big;
  mrrAfter: Big | null;
  /** Tells one customer from another, whatever their name. */
  customerKey: string;
  customer: string;
  plan: string | null;
  description: string | null;
  subscription: string | null;
  customerExternalId: string | null;
  customerUuid: string | null;
  uuid: string | null;
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

function activity(one: Entry): Activity {
  const externalId = one['customer-external-id'];
  // Ids come with and without the prefix that says what they are of.
  const uuid = one['customer-uuid']?.replace(/^cus_/, '');
  return {
    time: utcTime(one.date) ?? '',
    type: one.type,
    currency: one.currency,
    movement: majorUnits(one['activity-mrr-movement']),
    mrrAfter: typeof one['activity-mrr'] === 'string' ? majorUnits(one['activity-mrr']) : null,
    customerKey: uuid || externalId || one['customer-name'] || '',
    customer: one['customer-name'] || externalId || (uuid ? `customer ${uuid}` : '(customer not told)'),
    plan: one['plan-external-id'] || null,
    description: one.description || null,
    subscription: one['subscription-external-id'] || null,
    customerExternalId: externalId || null,
    customerUuid: one['customer-uuid'] ?? null,
    uuid: one.uuid ?? null,
  };
}

// "Divide by 100 to obtain the actual amount": for every currency, the page makes no exception.
function majorUnits(cents: string): Big {
  return new Big(cents).times('0.01');
}

/** A date-time in UTC, to the second; one without a zone is in UTC already. Null where it is none. */
export function utcTime(date: string): string | null {
  const [, day, clock = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/.exec(date) ?? [];
  const milliseconds = Date.parse(`${day}T${clock}${zone.replace('UTC', 'Z')}`);
  return Number.isNaN(milliseconds) ? null : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function hasZone(date: string): boolean {
  return /(Z|UTC|[+-]\d{2}:?\d{2})$/.test(date.slice(10));
}
