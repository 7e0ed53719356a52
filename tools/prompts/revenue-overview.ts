import { z } from 'zod';
import { again, definePrompt, type Scene, step } from '../../src/prompt.ts';
import { month, monthOf, monthPeriod, monthsUpTo, type Period, wholeMonths } from '../../src/prompt-inputs.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { chartmogul } from '../../src/vendors/chartmogul.ts';
import { fynn } from '../../src/vendors/fynn.ts';
import { qonversion } from '../../src/vendors/qonversion.ts';

const input = z.strictObject({
  months: z
    .string()
    .regex(/^(?:[1-9]|1[0-2])$/, 'must be a number of months, 1 to 12')
    .describe('How many months; default 3')
    .optional(),
  month,
});

/** Every revenue source that is set up beside the active users, by month, each in columns of its own. */
export const revenueOverview = definePrompt({
  name: 'revenue_overview',
  title: 'Revenue overview',
  description:
    'Revenue sources and active users side by side by month: a column each with source, unit, currency and zone.',
  vendors: [chartmogul, qonversion, fynn],
  input,
  completes: { month: { words: (scene) => wholeMonths(scene, 12) } },
  script(q, scene) {
    const months = monthsUpTo(monthOf(q.month, scene), Number(q.months ?? 3));
    const [newest = '', oldest = newest] = [months[0], months.at(-1)];
    const range = { start: monthPeriod(oldest).start, end: monthPeriod(newest).end };
    return [
      `Make a table of ${months.length === 1 ? newest : `the ${months.length} months ${oldest} to ${newest}`}, a row each, and one column for each figure below. Make every call first.`,
      ...columns(range, months, scene),
      ...rules,
    ];
  },
});

function columns(range: Period, months: readonly string[], scene: Scene): string[] {
  return [
    ...(scene.has(amplitude)
      ? [
          `- Amplitude: ${step('amplitude_active_users', { ...range, interval: 'monthly' })}. Column: active users of the month, each counted once.`,
        ]
      : []),
    ...(scene.has(fynn)
      ? [
          `- Fynn: ${step('fynn_subscription_revenue', { ...range })}, then ${table('by_month')}. Columns: MRR on the month's last day, one for each currency.`,
        ]
      : []),
    ...(scene.has(chartmogul)
      ? [
          `- ChartMogul: ${step('chartmogul_list_activities', { ...range, max_entries: 10_000 })}, then ${table('by_month')}. Columns: net MRR movement, one for each currency; it tells no level. If the answer is partial, ask month by month.`,
        ]
      : []),
    ...(scene.has(qonversion) ? qonversionColumns(months) : []),
  ];
}

function table(name: string): string {
  return step('read_result', { result_id: 'ITS_RESULT_ID', table: name });
}

/** It answers one set of totals: a call for each month. */
function qonversionColumns(months: readonly string[]): string[] {
  const [first = '', ...others] = months.toReversed();
  const calls = [
    step('qonversion_customer_metrics', { ...monthPeriod(first) }),
    ...others.map((one) => again({ ...monthPeriod(one) })),
  ];
  return [
    `- Qonversion: ${calls.join(', ')}. Columns: sales (currency not stated) and active subscribers, both of the customers first seen in that month, as of today: older months had longer, so this column is no trend.`,
  ];
}

const rules = [
  'Every column is headed with source, figure, unit or currency, and the time zone that its answer names ("assumed" where it says so). Empty cells are "n/a", never 0. Below the table: the notes that change a figure (partial, missing months, assumed zone), one line for each source.',
  'Rules:',
  '- Never merge: no total over sources or currencies, no conversion, no column computed from two sources (no revenue per active user): MRR is a level, a movement is a change of it, sales are of new customers only, and the sources may hold the same customers.',
  '- Say in 2 or 3 sentences what each column did from the first month to the last; two columns that move together are no explanation of each other.',
  '- Months differ by hours between zones, and by their number of days.',
];
