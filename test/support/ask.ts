import { completeArguments } from '../../src/input/complete.ts';
import { localClock } from '../../src/input/dates.ts';
import { cellText } from '../../src/report/format.ts';
import { createMasks } from '../../src/report/mask.ts';
import { inOrder, type Note } from '../../src/report/note.ts';
import { render } from '../../src/report/render.ts';
import type { Call, Report, ReportContext, Table, Tool } from '../../src/tool.ts';
import { parseJson } from '../../src/wire/json.ts';

/** Noon of a Saturday. */
export const now = new Date('2026-08-15T12:00:00Z');

/** A tool bound to arguments as a model would send them, without any I/O. */
export function bind(tool: Tool, args: Record<string, unknown>, at = now, zone = 'UTC'): Call {
  return tool.bind(completeArguments(tool, args, at, zone));
}

/** A report whose notes are the texts that are printed: gravest first, none twice. */
export type Told = Omit<Report, 'notes'> & {
  notes: string[];
  /** The notes as they were made. */
  noted: Note[];
};

/** What is printed of notes, in its order. */
export function texts(notes: readonly Note[]): string[] {
  return inOrder(notes).map(({ text }) => text);
}

function asPrinted(report: Report): Told {
  return { ...report, noted: report.notes, notes: texts(report.notes) };
}

/** The report of a tool on bodies, given as values (they go through JSON text as the engine's do). */
export function report(
  tool: Tool,
  args: Record<string, unknown>,
  bodies: unknown[],
  { showPersonalData, ...options }: Partial<ReportContext> & { showPersonalData?: boolean } = {},
): Told {
  const context = {
    now,
    zone: 'UTC',
    masks: createMasks(showPersonalData),
    ...localClock(options.now ?? now, options.zone ?? 'UTC'),
    ...options,
  };
  const call = bind(tool, args, context.now, context.zone);
  return asPrinted(
    call.report(
      bodies.map((body) => parseJson(JSON.stringify(body))),
      context,
    ),
  );
}

/** The text of a report as the engine prints it by default: at most 800 tokens with the footer. */
export function text(report: Told | Report, budget = 800, full = false): string {
  const notes = 'noted' in report ? report.noted : report.notes;
  const tables = report.tables.map((table) => `${table.name} (${table.rows.length})`).join(', ');
  const footer = [
    'result_id: 0123456789abcdef01234567',
    `tables: ${tables}`,
    'source: Vendor, 2026-07-16 to 2026-08-14 (UTC, assumed), live 2026-08-15 12:00 UTC, cost 123, left 107,877 of 108,000 an hour',
  ];
  return render(
    { ...report, notes },
    { budget, footer, full, more: 'More rows: read_result with this result_id and a table name.' },
  );
}

/** The request as one readable line: path and decoded query, for comparing. */
export function requestLine(call: Call): string {
  const query = call.request.query.map(([name, value]) => `${name}=${value}`).join('&');
  return query === '' ? call.request.path : `${call.request.path}?${query}`;
}

export function table(report: Pick<Report, 'tables'>, name: string): Table {
  const found = report.tables.find((one) => one.name === name);
  if (found === undefined)
    throw new Error(`no table ${name}; there are ${report.tables.map((one) => one.name).join(', ')}`);
  return found;
}

/** Rows of a table as objects of printed cells, by column name. */
export function printed(found: Table): Record<string, string>[] {
  return found.rows.map((row) =>
    Object.fromEntries(found.columns.map((column, index) => [column.name, cellText(column, row[index] ?? null)])),
  );
}
