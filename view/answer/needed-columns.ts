import type { Chart, ColumnName } from '../../src/chart.ts';

/** The columns without which a chart cannot be drawn and which are not among these. */
export function lacking(chart: Chart, columns: readonly string[]): string[] {
  const { all, oneOf } = needs(chart);
  const has = (name: ColumnName) => told(name).some((one) => columns.includes(one));
  const missing = all.filter((name) => !has(name));
  return [...missing, ...(oneOf.length === 0 || has(oneOf) ? [] : [oneOf])].map((name) => told(name).join(' or '));
}

/** Every column that a chart names, of some of which only grouped or compared answers have any. */
export function named(chart: Chart): string[] {
  const { all, oneOf, others } = needs(chart);
  return [...new Set(told(...all, oneOf, ...others))];
}

interface Needs {
  all: readonly ColumnName[];
  /** Of which one is enough. */
  oneOf: readonly string[];
  others: readonly string[];
}

function needs(chart: Chart): Needs {
  const others = told(
    chart.apart,
    'each' in chart ? chart.each : undefined,
    'open' in chart ? chart.open?.column : undefined,
  );
  switch (chart.kind) {
    case 'lines':
      return {
        all: [chart.along],
        oneOf: told(...(chart.figures ?? [])),
        others: [...others, ...told(chart.running, chart.earlier, ...(chart.of ?? []), chart.only?.column)],
      };
    case 'bars':
      return {
        all: [chart.name, ...(chart.figure === undefined ? [] : [chart.figure])],
        oneOf: [],
        others: [...others, ...told(chart.before, chart.also)],
      };
    case 'steps':
      return {
        ...{ all: [chart.name, chart.users], oneOf: [] },
        others: [...others, ...told(chart.step, chart.kept, chart.all, chart.times)],
      };
    case 'heat':
      return { all: [chart.row, chart.size, chart.behind], oneOf: [], others };
    case 'bridge':
      return 'rows' in chart.movements
        ? { all: [chart.movements.rows, chart.movements.amount], oneOf: [], others }
        : { all: [chart.movements.total], oneOf: chart.movements.columns.map(({ name }) => name), others };
  }
}

function told(...names: readonly (ColumnName | undefined)[]): string[] {
  return names.flatMap((name) => name ?? []);
}
