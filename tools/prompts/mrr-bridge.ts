import { z } from 'zod';
import { ToolError } from '../../src/errors.ts';
import { again, definePrompt, type Scene, step } from '../../src/prompt.ts';
import { month, monthOf, monthPeriod, monthsUpTo, wholeMonths } from '../../src/prompt-inputs.ts';
import { addDays } from '../../src/report/calendar.ts';
import { chartmogul } from '../../src/vendors/chartmogul.ts';
import { fynn } from '../../src/vendors/fynn.ts';

const vendors = [fynn, chartmogul];

const input = z.strictObject({
  month,
  vendor: z.enum(['fynn', 'chartmogul']).describe('fynn or chartmogul; default both, where set up').optional(),
});

/** From the MRR at a month's beginning to that at its end, and who moved it. */
export const mrrBridge = definePrompt({
  name: 'mrr_bridge',
  title: 'MRR bridge',
  description:
    'From the MRR before a month to that at its end, by currency: new, expansion, churn, who moved it, what stays unexplained.',
  vendors,
  input,
  completes: {
    month: { words: (scene) => wholeMonths(scene, 12) },
    vendor: { words: (scene) => vendors.filter((one) => scene.has(one)).map(({ id }) => id) },
  },
  script(q, scene) {
    const asked = monthOf(q.month, scene);
    const [, before = ''] = monthsUpTo(asked, 2);
    const sources = sourcesOf(q.vendor, scene);
    return [
      `Build the MRR bridge of ${asked}, with ${before} beside it, by currency and source.`,
      ...(sources.includes(fynn) ? levels(asked, before) : []),
      ...(sources.includes(chartmogul) ? movements(asked, before, sources.includes(fynn)) : []),
      ...(sources.length > 1 ? [sideBySide] : []),
      ...verdict,
    ];
  },
});

function sourcesOf(wanted: string | undefined, { has }: Scene) {
  const sources = vendors.filter((one) => has(one) && (wanted ?? one.id) === one.id);
  if (sources.length > 0) return sources;
  const ready = vendors.filter(has).map(({ id }) => id);
  throw new ToolError('input', `"vendor": ${wanted} is not set up here; ${ready.join(' and ')} can be asked.`);
}

function levels(asked: string, before: string): string[] {
  const eve = addDays(monthPeriod(before).start, -1);
  const range = { start: eve, end: monthPeriod(asked).end };
  return [
    `Fynn: ${step('fynn_subscription_revenue', range)}, then ${step('read_result', { result_id: 'ITS_RESULT_ID', table: 'by_month' })}.`,
    `- A month opens with the mrr of the row before it (${before} with that of ${eve}) and closes with its own; between them new + expansion − churn, which is positive there and a loss. "whole: no" means that days are missing: say so.`,
    '- What opening and movements do not explain of the closing MRR is "not explained"; never spread it over the others.',
  ];
}

function movements(asked: string, before: string, known: boolean): string[] {
  const calls = [
    step('chartmogul_list_activities', { ...monthPeriod(asked), max_entries: 10_000 }),
    again({ ...monthPeriod(before) }),
    `and of the first ${step('read_result', { result_id: 'ITS_RESULT_ID', table: 'biggest_movers', limit: 12 })}`,
  ];
  return [
    `ChartMogul: ${calls.join(', ')}.`,
    `- Movements only, contraction and churn negative: no opening and no closing MRR follow from it${known ? ", and Fynn's are not to be put around it" : ': leave these two n/a'}. If an answer is partial, ask for shorter ranges.`,
    '- Name the customers behind the largest movements. Where one is over half of its type, give that type without it too.',
  ];
}

const sideBySide =
  'Both sources side by side, never netted, averaged or completed from each other: they may hold the same contracts, in other zones and by other definitions. A difference between them is a finding, not an error to smooth.';

const verdict = [
  'Write: what moved MRR, in 3 sentences; then per source and currency opening | new | expansion | reactivation | contraction | churn | not explained | closing, "n/a" where a source has no such figure; then the largest movers, and what to look into. Rules:',
  '- One bridge per currency; no conversion, no sum over currencies.',
  '- Rates over the opening MRR only where the opening is known (churn ÷ opening, net ÷ opening). No net revenue retention where contraction is not told, no ARR from MRR.',
  '- MRR is a level on a date: never add it over dates or months; it is neither cash nor recognised revenue.',
  '- Why a customer left is not in the data.',
];
