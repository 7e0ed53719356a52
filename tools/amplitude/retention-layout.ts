type Figure = number | null;

/** A cell as sent: so many of a cohort came back; `incomplete` when there may be more to come. */
export interface SentCell {
  count: Figure;
  outof: Figure;
  incomplete: boolean;
}

/** A cohort as sent, with what the calendar says of it. */
export interface SentCohort {
  cells: readonly SentCell[];
  /** How many days, weeks, months or brackets of it had fully passed; null when its date is not known. */
  passed: number | null;
  /** How many days, weeks or months it has to the end of the range; null when its date is not known, or with brackets. */
  inRange: number | null;
}

export interface LayoutFacts {
  /** What cohorts are counted in: "day", "week" or "month". */
  unit: string;
  /** Whoever starts has returned on day 0, by definition of the two events. */
  startImpliesReturn: boolean;
  /** How many brackets were asked for; null without brackets. */
  brackets: number | null;
  /** How many cohorts the range has. */
  periods: number;
}

export interface Layout {
  /** Cell 0 is the cohort's total and cell 1 is day 0; otherwise cell 0 is day 0. */
  totalFirst: boolean;
  /** Why, as the end of a sentence. */
  because: string;
  /** Day 0 is everybody without a reason in the events: the first cell may be the total after all. */
  unsure: boolean;
}

/**
 * How the cells of `values` are laid out. Amplitude's newer text says [total, day 0, day 1, …], the sample on its page
 * says [day 0, day 1, …]; so the answer itself decides where it can, and the newer text where it cannot.
 */
export function readLayout(cohorts: readonly SentCohort[], facts: LayoutFacts): Layout {
  const begun = started(cohorts);
  const evidence =
    byImpliedReturn(begun, facts) ??
    byFirstCell(begun) ??
    byBrackets(cohorts, facts) ??
    byIncompleteCells(cohorts) ??
    byNumberOfCells(cohorts, facts);
  if (evidence === null)
    return { totalFirst: true, because: "nothing in the answer decides, so Amplitude's newer text does", unsure: true };
  const everybody = begun.every(([first]) => first?.count === first?.outof);
  return { ...evidence, unsure: !evidence.totalFirst && everybody && !facts.startImpliesReturn };
}

type Cells = SentCohort['cells'];
type Evidence = Omit<Layout, 'unsure'> | null;

/** Where day 0 must be everybody, a total in front of it is equal to it in every cohort. */
function byImpliedReturn(begun: readonly Cells[], { startImpliesReturn, unit }: LayoutFacts): Evidence {
  if (!startImpliesReturn) return null;
  const pairs = begun.filter(([first, second]) => first?.count != null && second?.count != null);
  if (pairs.length === 0) return null;
  const totalFirst = pairs.every(([first, second]) => first?.count === second?.count);
  return {
    totalFirst,
    because: `on ${unit} 0 everybody is back, and cells 0 and 1 are ${totalFirst ? 'equal in every cohort' : 'not equal'}`,
  };
}

/** A total is all of the cohort. */
function byFirstCell(begun: readonly Cells[]): Evidence {
  const part = begun.some(([first]) => first?.count != null && first.count !== first.outof);
  return part ? { totalFirst: false, because: 'the first cell is not the whole cohort' } : null;
}

function byBrackets(cohorts: readonly SentCohort[], { brackets }: LayoutFacts): Evidence {
  if (brackets === null) return null;
  const total = cohorts.every(({ cells }) => cells.length === brackets + 1);
  if (!total && !cohorts.every(({ cells }) => cells.length === brackets)) return null;
  return { totalFirst: total, because: `there ${total ? 'is one cell more than' : 'are as many cells as'} brackets` };
}

/** The first cell that the vendor calls incomplete is the first that the calendar has open, or the one after it. */
function byIncompleteCells(cohorts: readonly SentCohort[]): Evidence {
  const shifts = new Set<number>();
  for (const { cells, passed } of cohorts) {
    const open = cells.findIndex(({ incomplete }) => incomplete);
    if (open !== -1 && passed !== null) shifts.add(open - passed);
  }
  const [shift] = shifts;
  if ((shift !== 0 && shift !== 1) || shifts.size > 1) return null;
  return { totalFirst: shift === 1, because: 'so the first incomplete cell of each cohort fits its age' };
}

/**
 * As many cells as days until now, as days of the cohort until the range ends, or as the whole range has; one more where
 * a total stands in front. Readings that contradict each other decide nothing.
 */
function byNumberOfCells(cohorts: readonly SentCohort[], { periods, unit }: LayoutFacts): Evidence {
  const surplus = (days: (cohort: SentCohort) => number | null) => {
    const [first, ...others] = cohorts.map((cohort) => cohort.cells.length - (days(cohort) ?? Number.NaN));
    return others.every((other) => other === first) ? first : undefined;
  };
  const found = [
    surplus(({ passed }) => (passed === null ? null : passed + 1)),
    surplus(({ inRange }) => inRange),
    surplus(() => periods),
  ];
  const total = found.includes(1);
  if (total === found.includes(0)) return null;
  return { totalFirst: total, because: `so the number of cells fits the number of ${unit}s` };
}

/** The cells of the cohorts that have anybody in them. */
function started(cohorts: readonly SentCohort[]): Cells[] {
  return cohorts.map(({ cells }) => cells).filter((cells) => (cells[0]?.outof ?? 0) > 0);
}
