import { laterRows, rowPerItem } from '../../src/report/later-rows.ts';
import type { Cell, Column, Table } from '../../src/tool.ts';
import { dayTables } from './funnel-day-tables.ts';
import { type Funnel, type FunnelQuestion, isGrouped } from './funnel-reading.ts';

/** Every figure of the funnels. Several funnels lead with their ranking; of one, the headline tells all of that. */
export function funnelTables(funnels: readonly Funnel[], q: FunnelQuestion): Table[] {
  const who: Column[] = funnels.length > 1 ? [{ name: isGrouped(q) ? 'group' : 'segment', type: 'label' }] : [];
  const steps = stepTable(funnels, who);
  const days = dayTables(funnels, who, q.interval);
  return who.length > 0 ? [wholeTable(funnels, who), steps, ...days, timeTable(funnels, who)] : [steps, ...days];
}

/** Of longer funnels the shares stand in the table of steps only. */
const mostSteps = 5;

function wholeTable(funnels: readonly Funnel[], who: Column[]): Table {
  const all = funnels[0]?.steps ?? [];
  const steps = all.length > 2 && all.length <= mostSteps ? all.slice(1) : [];
  const columns: Column[] = [
    ...who,
    { name: 'entrants', type: 'count' },
    { name: 'finished', type: 'count' },
    { name: 'conversion', type: 'percent' },
    ...steps.map(({ place }): Column => ({ name: `to_step_${place}`, type: 'percent' })),
    { name: 'worst_step', type: 'label' },
    { name: 'lost', type: 'count' },
  ];
  const rows = rowPerItem(funnels, ({ name, entrants, finished, conversion, drop, steps: own }): Cell[] => [
    ...[name, entrants, finished, conversion],
    ...steps.map(({ place }) => own[place - 1]?.ofPrevious ?? null),
    ...[drop === null ? null : `${drop.place - 1} → ${drop.place}`, drop?.lost ?? null],
  ]);
  const title = `most entrants first;${steps.length > 0 ? ' to_step_n is the share of the step before;' : ''} worst_step loses most users`;
  return { name: 'funnels', title, columns, rows, show: 10 };
}

function stepTable(funnels: readonly Funnel[], who: Column[]): Table {
  const columns: Column[] = [
    ...who,
    { name: 'step', type: 'count' },
    { name: 'event', type: 'label' },
    { name: 'users', type: 'count' },
    { name: 'of_previous', type: 'percent' },
    { name: 'of_all', type: 'percent' },
    { name: 'median', type: 'seconds' },
    { name: 'average', type: 'seconds' },
  ];
  const rows = laterRows(
    funnels,
    ({ steps }) => steps,
    ({ name }, { place, event, users, ofPrevious, ofAll, median, average }): Cell[] => [
      ...(who.length > 0 ? [name] : []),
      ...[place, event, users, ofPrevious, ofAll, median, average],
    ],
  );
  return { name: 'steps', title: 'times from the step before', columns, rows, show: funnels[0]?.steps.length ?? 0 };
}

function timeTable(funnels: readonly Funnel[], who: Column[]): Table {
  const columns: Column[] = [
    ...who,
    { name: 'median_time', type: 'seconds' },
    { name: 'average_time', type: 'seconds' },
  ];
  const rows = rowPerItem(funnels, ({ name, median, average }): Cell[] => [name, median, average]);
  return { name: 'times', title: 'from the first step to the last', columns, rows, show: 0 };
}
