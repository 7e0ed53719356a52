import { ToolError } from '../errors.ts';
import type { Tool } from '../tool.ts';
import { lenient } from './arguments.ts';
import { type DateRule, localClock, resolveDates } from './dates.ts';
import { jsonSchemaOf } from './json-schema.ts';

/** Arguments as sent made complete: what was meant is made what the schema says, and dates are resolved in the zone. */
export function completeArguments(tool: Tool, sent: unknown, now: Date, zone: string): Record<string, unknown> {
  const meant = lenient(sent ?? {}, jsonSchemaOf(tool.schema));
  if (!isRecord(meant)) throw new ToolError('input', `${tool.name}: the arguments must be one JSON object.`);
  if (tool.dates === undefined) return meant;
  const rule = meant.compare === undefined ? tool.dates : compared(tool.dates);
  const { args, problems } = resolveDates(meant, rule, { today: localClock(now, zone).today, zone });
  if (problems.length > 0)
    throw new ToolError(
      'input',
      [
        `${tool.name}: nothing was asked, because the arguments need a change:`,
        ...problems.map((one) => `- ${one}`),
      ].join('\n'),
    );
  return args;
}

/** What is compared has a beginning and an end, and whole weeks, so that weekdays meet their like. */
function compared(rule: DateRule): DateRule {
  return { start: '-28d', ...rule, optional: false };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
