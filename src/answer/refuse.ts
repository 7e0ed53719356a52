import { ToolError } from '../errors.ts';
import { count } from '../report/number.ts';
import type { Call, Tool } from '../tool.ts';
import type { Limits } from '../vendor.ts';
import { dearest } from './plan.ts';

const mostSuggestions = 3;

/** The refusal of a query that no quota ever has room for, before it is sent; `reason` is why it cannot be split. */
export function tooDear({ name, vendor }: Tool, call: Call, limits: Limits, reason?: string): ToolError {
  return new ToolError(
    'quota',
    [
      `${name}: not sent. ${priceSentence(vendor.title, call, limits)}`,
      ...(reason === undefined ? [] : [reason]),
      ...(vendor.quotaSentence === undefined ? [] : [vendor.quotaSentence]),
      ...cheaperLines(call, limits),
    ].join('\n'),
  );
}

/** "Its cost is 1,200, and Amplitude allows 1,000 at once." */
export function priceSentence(title: string, { price }: Call, limits: Limits): string {
  return `Its cost is ${count(price.cost)}, and ${title} allows ${dearest(limits).words}.`;
}

/** Cheaper questions that one query answers, with their prices. */
export function cheaperLines(call: Call, limits: Limits): string[] {
  const { most } = dearest(limits);
  const fitting = call
    .rewrites()
    .filter(({ cost }) => cost <= most)
    .slice(0, mostSuggestions);
  if (fitting.length === 0) return ['Ask for fewer days, segments, group-bys or events.'];
  return ['These fit:', ...fitting.map(({ change, cost }) => `- ${change}: cost ${count(cost)}`)];
}
