import { z } from 'zod';
import { reportOf } from '../../src/answer/answer.ts';
import { configured } from '../../src/engine.ts';
import { ToolError } from '../../src/errors.ts';
import { defineHelper } from '../../src/helper-tool.ts';
import { label } from '../../src/report/label.ts';
import { inOrder } from '../../src/report/note.ts';
import { outline } from '../../src/report/page.ts';
import type { Table } from '../../src/report/report.ts';
import { select } from '../../src/report/select.ts';

const operators = ['=', '!=', '>', '>=', '<', '<=', 'contains'] as const;

const condition = z.strictObject({
  column: z.string(),
  operator: z.enum(operators).default('='),
  value: z.string().describe('As printed: 12.4 for 12.4 %, seconds for durations'),
});

const input = z.strictObject({
  result_id: z.string().min(1).describe('From the last lines of an answer'),
  table: z.string().optional().describe('One of the tables named there; default the first'),
  where: z.array(condition).optional().describe('Conditions that all must hold'),
  columns: z.array(z.string()).optional().describe('Default all'),
  sort: z.string().optional().describe('Column name; "-name" for largest first'),
  offset: z.number().int().min(0).default(0).describe('Rows to skip'),
  limit: z.number().int().min(1).max(10_000).default(1_000).describe('Most rows; fewer when they do not fit'),
  format: z.enum(['table', 'csv', 'json']).default('table').describe('csv and json have bare numbers'),
});

/** Shows another part of a stored answer: no request, no quota. */
export const readResult = defineHelper({
  name: 'read_result',
  title: 'Read more of a result',
  description:
    'Rows of any table of an earlier answer, filtered, sorted and paged, as table, CSV or JSON. Free: nothing is asked of the vendor. ' +
    'Results last for an hour.',
  input,
  async run(q, engine) {
    const result = await engine.results.get(q.result_id.trim());
    const tool = engine.catalogue.tools.find(({ name }) => name === result?.tool);
    if (
      result === undefined ||
      tool === undefined ||
      configured(engine, tool.vendor.id)?.connection?.fingerprint !== result.owner
    ) {
      throw new ToolError('not_found', expired(q.result_id));
    }
    const { tables, notes, partial, scope } = reportOf(tool, result, engine);
    const chosen = chooseTable(tables, q.table);
    const { table, problems } = select(chosen, { where: q.where ?? [], columns: q.columns ?? [], sort: q.sort });
    if (problems.length > 0)
      throw new ToolError(
        'input',
        ['read_result: the arguments need a change:', ...problems.map((one) => `- ${one}`)].join('\n'),
      );
    const gravest = inOrder(notes).slice(0, 3);
    const said = [scope === undefined ? undefined : `${scope}.`, partial].filter((one) => one !== undefined);
    const caution = [...said, ...gravest.map(({ text }) => text)];
    return { page: { table, offset: q.offset, limit: q.limit, format: q.format, notes: caution }, result };
  },
});

function chooseTable(tables: readonly Table[], name: string | undefined): Table {
  const found = name === undefined ? tables[0] : tables.find((table) => table.name === name);
  if (found !== undefined) return found;
  if (tables.length === 0)
    throw new ToolError('not_found', 'read_result: that answer had no data, so it has no tables.');
  const wanted = name === undefined ? '' : `"${label(name)}" is not a table of this result. `;
  throw new ToolError(
    'input',
    [`read_result: ${wanted}Its tables:`, ...tables.map((table) => `- ${outline(table)}`)].join('\n'),
  );
}

function expired(id: string): string {
  return `read_result: there is no result "${label(id, 40)}" here; results last for an hour and end with the server. Call the tool again that made it, and use the result_id of its new answer.`;
}
