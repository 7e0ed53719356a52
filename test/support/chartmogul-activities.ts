/** The vendor's documented activity. */
export const sample = {
  description: 'purchased the Silver plan',
  'activity-mrr-movement': 6000,
  'activity-mrr': 6000,
  'activity-arr': 72000,
  date: '2026-07-21T09:28:10+00:00',
  type: 'new_biz',
  currency: 'USD',
  'subscription-external-id': 'sub_0001',
  'plan-external-id': 'silver',
  'customer-name': 'Myriapod Labs',
  'customer-uuid': 'cus_8bc55ab6-c3b5-11eb-ac45-2f9a49d75af7',
  'customer-external-id': 'cus_0001',
  'billing-connector-uuid': 'ds_99076cb8-97a1-11eb-8798-a73b507e7929',
  uuid: 'f1a49735-21c7-4e3f-9ddc-67927aaadcf4',
};

let serial = 0;

/** An activity of its own with these changes. */
export const entry = (changes: Record<string, unknown> = {}) => ({ ...sample, uuid: `u${++serial}`, ...changes });

/** A page of activities; the cursor is there at the end too. */
export const page = (entries: unknown[], has_more = false, cursor: string | null = 'end') => ({
  entries,
  cursor,
  has_more,
});
