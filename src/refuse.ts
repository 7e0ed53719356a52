import { ToolError } from './errors.ts';
import { count } from './report/number.ts';
import type { Call, Tool } from './tool.ts';
import type { Limits } from './vendor.ts';

const mostSuggestions = 3;

/** Refuses a query that no quota ever has room for, before it is sent, with cheaper ones that fit. */
export function refuseTooDear({ name, vendor }: Tool, call: Call, limits: Limits): void {
  const most = mostAtOnce(limits);
  if (call.price.cost <= most) return;
  const fitting = call
    .rewrites()
    .filter(({ cost }) => cost <= most)
    .slice(0, mostSuggestions);
  const advice =
    fitting.length > 0
      ? ['These fit:', ...fitting.map(({ change, cost }) => `- ${change}: cost ${count(cost)}`)]
      : ['Ask for fewer days, segments, group-bys or events.'];
  throw new ToolError(
    'quota',
    [
      `${name}: not sent. Its cost is ${count(call.price.cost)}, and ${vendor.title} allows ${count(most)} at once.`,
      ...(vendor.quotaSentence === undefined ? [] : [vendor.quotaSentence]),
      ...advice,
    ].join('\n'),
  );
}

function mostAtOnce({ atOnce, windows }: Limits): number {
  const limits = windows.filter(({ unit, pool }) => unit === 'cost' && pool === undefined).map(({ limit }) => limit);
  return Math.min(atOnce.cost ?? Number.POSITIVE_INFINITY, ...limits);
}
