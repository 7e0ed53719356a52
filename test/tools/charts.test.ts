import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../src/call.ts';
import type { Chart } from '../../src/chart.ts';
import { type Demo, startDemo } from '../../src/demo/server.ts';
import type { Engine } from '../../src/engine.ts';
import type { Column, Table } from '../../src/report/report.ts';
import { charts } from '../../tools/charts.ts';
import { catalogue } from '../../tools/index.ts';
import { lacking, named } from '../../view/answer/needed-columns.ts';
import { daysOf, payloads, range } from '../safety/payloads.ts';
import { toolNamed } from '../safety/scene.ts';
import { report } from '../support/ask.ts';
import { engineOf } from '../support/engine.ts';
import { moment, questions } from '../view/questions.ts';

/** What these answer with has nothing to look at: a person's events one by one, and people found by a name. */
const withoutCharts = ['amplitude_user_activity', 'amplitude_search_users'];

let demo: Demo;
let engine: Engine;
const answers = new Map<string, Table[]>();

beforeAll(async () => {
  demo = await startDemo({ now: moment });
  const ahead = moment - Date.now();
  engine = engineOf(catalogue, demo.environment, { ...engineOf(catalogue, {}).clock, now: () => Date.now() + ahead });
  for (const { tool, args } of questions) {
    const { report: told, failed, text } = await call(tool, args, engine, { signal: new AbortController().signal });
    if (failed || told === undefined) throw new Error(`${tool} ${JSON.stringify(args)}: ${text}`);
    keep(tool, told.tables);
  }
  // What the demo does not simulate, as its vendors document it.
  for (const [tool, list] of Object.entries(payloads)) {
    for (const { args, bodies } of list)
      keep(
        tool,
        report(
          toolNamed(tool),
          args,
          bodies((_, usual) => usual, days),
        ).tables,
      );
  }
  keep('amplitude_query_chart', report(toolNamed('amplitude_query_chart'), { chart: 'abc123' }, [bySize]).tables);
}, 60_000);

/** A saved chart of two series over what is no date. */
const bySize = {
  data: {
    series: [
      [{ value: 5 }, { value: 8 }],
      [{ value: 2 }, { value: 1 }],
    ],
    ...{
      seriesLabels: [
        [0, 'gold'],
        [0, 'silver'],
      ],
      xValues: ['small', 'large'],
    },
  },
};

const days = daysOf(range);

function keep(tool: string, tables: readonly Table[]): void {
  answers.set(tool, [...(answers.get(tool) ?? []), ...tables]);
}

afterAll(async () => {
  await engine.http.close();
  await demo.close();
});

describe.each(Object.entries(charts))('%s', (tool, own) => {
  it.each(own.map((chart) => [`${chart.kind} of ${chart.table}: ${chart.title}`, chart] as const))(
    'has what it needs for %s',
    (_, chart) => {
      const tables = tablesFor(tool, chart);
      expect(tables.length, `answers that have the table ${chart.table}`).toBeGreaterThan(0);
      const drawable = tables.filter(({ columns }) => lacking(chart, columns.map(nameOf)).length === 0);
      expect(drawable.length, `of which have ${named(chart).join(', ')}`).toBeGreaterThan(0);
    },
  );

  it('names no column that none of its answers has', () => {
    const unknown = own.flatMap((chart) => {
      const columns = new Set(tablesFor(tool, chart).flatMap((table) => table.columns.map(nameOf)));
      return named(chart).flatMap((name) => (columns.has(name) ? [] : [`${chart.table}.${name}`]));
    });
    expect(unknown).toEqual([]);
  });

  it('draws no two charts of the same title', () => {
    const titles = own.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('the catalogue', () => {
  it('draws the answers of every tool but those that have nothing to look at', () => {
    const undrawn = catalogue.tools.filter(({ charts }) => charts.length === 0).map(({ name }) => name);
    expect(undrawn).toEqual(withoutCharts);
  });

  it('has a question here for every tool with charts', () => {
    expect(new Set(questions.map(({ tool }) => tool))).toEqual(new Set(Object.keys(charts)));
  });

  it('draws something of every answer that has figures', () => {
    for (const tool of Object.keys(charts)) {
      const tables = answers.get(tool) ?? [];
      const drawn = tables.filter(
        (table) =>
          hasFigures(table) &&
          charts[tool]?.some(
            (chart) => chart.table === table.name && lacking(chart, table.columns.map(nameOf)).length === 0,
          ),
      );
      expect(drawn.length, tool).toBeGreaterThan(0);
    }
  });
});

/** The tables of that name of a tool's answers, and of those tools that share the chart: of some of them none is grouped. */
function tablesFor(tool: string, chart: Chart): Table[] {
  const same = (other: Chart) => JSON.stringify(other) === JSON.stringify(chart);
  const sharing = Object.entries(charts).flatMap(([other, own]) => (other === tool || own.some(same) ? [other] : []));
  return sharing.flatMap((name) => (answers.get(name) ?? []).filter((table) => table.name === chart.table));
}

function nameOf({ name }: Column): string {
  return name;
}

function hasFigures({ columns, rows }: Table): boolean {
  return rows.length > 0 && columns.some(({ type }) => type !== 'label' && type !== 'date' && type !== 'flag');
}
