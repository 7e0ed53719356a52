import { daysIn } from '../report/calendar.ts';
import { plain } from '../report/label.ts';
import { noteOf } from '../report/note.ts';
import { count } from '../report/number.ts';
import { rangeText } from '../report/periods.ts';
import type { Cell, Report, Table } from '../report/report.ts';
import type { Call } from '../tool.ts';
import { type Asking, knownAnswer } from './answer.ts';
import { dryRunLine } from './footer.ts';
import { type Plan, planOf, seconds } from './plan.ts';
import { cheaperLines, priceSentence } from './refuse.ts';

/** What a call would cost, ask and send. Nothing is sent or kept. */
export async function dryRun(asking: Asking): Promise<{ report: Report; closing: string[] }> {
  const { call, tool, connection, engine } = asking;
  const plan = await planOf(call, tool, connection, engine);
  const known = await knownAnswer(asking);
  const headline = [
    `Dry run: nothing was sent. ${priceSentence(tool.vendor.title, call, connection.limits)}`,
    ...(known === undefined
      ? verdict(plan, asking)
      : ['The answer is known from a moment ago, and costs nothing now.']),
    ...dates(call),
    ...comparison(call),
    ...sent(plan, call, known === undefined ? 'Would send' : 'Would send if it were not known'),
  ];
  return {
    report: { headline, tables: tables(plan), notes: call.remarks.map(noteOf('assumed')) },
    closing: [await dryRunLine(asking)],
  };
}

function verdict(plan: Plan, { call, connection }: Asking): string[] {
  if (plan.kind === 'whole') return ['It would be sent as one query.'];
  if (plan.kind === 'parts') {
    const { parts, milliseconds } = plan;
    return [`It would be sent in ${parts.length} parts by date and joined, in about ${seconds(milliseconds)} at most.`];
  }
  return [
    `It would be refused. ${plan.reason ?? 'It can only be asked in one query.'}`,
    ...cheaperLines(call, connection.limits),
  ];
}

function tables(plan: Plan): Table[] {
  if (plan.kind !== 'parts') return [];
  const columns = [
    { name: 'start', type: 'date' as const },
    { name: 'end', type: 'date' as const },
    { name: 'cost', type: 'count' as const },
  ];
  const rows = plan.parts.map(({ input: { start, end }, price }): Cell[] => [String(start), String(end), price.cost]);
  return [{ name: 'parts', title: 'what would be asked', columns, rows, show: rows.length }];
}

function dates({ input: { start, end } }: Call): string[] {
  if (typeof start !== 'string' || typeof end !== 'string') return [];
  return [`Dates: ${start} to ${end} (${count(daysIn({ start, end }))} days).`];
}

function comparison({ compared }: Call): string[] {
  if (compared === undefined) return [];
  const { base, periods } = compared;
  return [`The comparison asks the same for ${rangeText(periods.before)}: cost ${count(base.price.cost)} more.`];
}

function sent(plan: Plan, call: Call, words: string): string[] {
  const [first = call, ...others] = plan.kind === 'parts' ? plan.parts : [];
  return [
    `${plan.kind === 'refused' ? 'Would send if it fitted' : words}: ${line(first)}`,
    ...(others.length === 0 ? [] : ['The other parts differ in start and end only.']),
  ];
}

/** Path and decoded query: no origin, and no secret, which stand in the headers only. */
function line({ request: { path, query } }: Call): string {
  const pairs = query.map(([name, value]) => `${name}=${value}`).join('&');
  return plain(`GET ${path}${pairs === '' ? '' : `?${pairs}`}`);
}
