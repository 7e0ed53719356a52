import { localClock } from '../../src/input/dates.ts';
import { createMasks } from '../../src/report/mask.ts';
import type { Tool } from '../../src/tool.ts';
import { parseJson } from '../../src/wire/json.ts';
import { bind, now, type Told, texts } from './ask.ts';

/** The report of a comparison on the bodies of both ranges, given as values. */
export function reportCompared(
  tool: Tool,
  args: Record<string, unknown>,
  bodies: { now: unknown[]; before: unknown[] },
  { at = now, zone = 'UTC' } = {},
): Told {
  const { compared } = bind(tool, { compare: 'previous_period', ...args }, at, zone);
  if (compared === undefined) throw new Error(`${tool.name} did not compare`);
  const context = { now: at, zone, masks: createMasks(), ...localClock(at, zone) };
  const received = (some: unknown[]) => ({ bodies: some.map((body) => parseJson(JSON.stringify(body))), context });
  const report = compared.report(received(bodies.now), received(bodies.before));
  return { ...report, noted: report.notes, notes: texts(report.notes) };
}

/** The same of answers of one body each. */
export function compared(
  tool: Tool,
  args: Record<string, unknown>,
  [later, earlier]: [unknown, unknown],
  at = now,
  zone = 'UTC',
): Told {
  return reportCompared(tool, args, { now: [later], before: [earlier] }, { at, zone });
}
