import type { Chart } from '../chart.ts';

/** What must be known to read a curve over ages. */
export const ofCohorts =
  'Each point stands on the cohorts that are old enough for it: part of a rise or fall may be that these are others.';

/** Cohorts by age: all ages where their table can be had, and the main ones, which stand in the answer. Ages are behind `behind`. */
export function cohortCharts(all: string, size: string, behind: string): readonly Chart[] {
  const chart = (table: string, title: string): Chart => ({
    ...{ kind: 'heat', table, title, row: 'cohort', size, behind },
    ...{ open: { column: 'partial', is: 'yes' }, apart: ['group', 'segment'] },
  });
  return [chart(all, 'Cohorts'), chart('cohorts', 'Cohorts, main ages')];
}
