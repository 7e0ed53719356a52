import { localClock } from '../../src/input/dates.ts';
import { createMasks } from '../../src/report/mask.ts';
import type { ReportContext, Tool } from '../../src/tool.ts';
import { parseJson } from '../../src/wire/json.ts';
import { bind, now, type Told, texts } from './ask.ts';

/** The report of a comparison: a body for the later range and one for the earlier, given as values. */
export function compared(
  tool: Tool,
  args: Record<string, unknown>,
  [later, earlier]: [unknown, unknown],
  at = now,
  zone = 'UTC',
): Told {
  const call = bind(tool, { compare: 'previous_period', ...args }, at, zone);
  if (call.compared === undefined) throw new Error(`${tool.name} does not compare`);
  const context: ReportContext = { now: at, zone, masks: createMasks(), ...localClock(at, zone) };
  const received = (body: unknown) => ({ bodies: [parseJson(JSON.stringify(body))], context });
  const report = call.compared.report(received(later), received(earlier));
  return { ...report, noted: report.notes, notes: texts(report.notes) };
}
