import { describe, expect, it } from 'vitest';
import {
  type LayoutFacts,
  readLayout,
  type SentCell,
  type SentCohort,
} from '../../../tools/amplitude/retention-layout.ts';

const cells = (outof: number, counts: number[], incompleteFrom = Number.POSITIVE_INFINITY): SentCell[] =>
  counts.map((count, index) => ({ count, outof, incomplete: index >= incompleteFrom }));
/** Without the end of the range, which tells something only where it is said. */
const read = (cohorts: Omit<SentCohort, 'inRange'>[], known: LayoutFacts) =>
  readLayout(
    cohorts.map((cohort) => ({ inRange: null, ...cohort })),
    known,
  );
const facts = { unit: 'day', startImpliesReturn: false, brackets: null, periods: 9 };
const implied = { ...facts, startImpliesReturn: true };

describe('where day 0 must be everybody', () => {
  it('is total first when cells 0 and 1 are equal in every cohort', () => {
    const cohorts = [
      { cells: cells(50, [50, 50, 9]), passed: 9 },
      { cells: cells(0, [0, 0, 0]), passed: 9 },
    ];
    expect(read(cohorts, implied)).toMatchObject({ totalFirst: true, unsure: false });
  });

  it('says so in the unit of the cohorts', () => {
    const cohorts = [{ cells: cells(50, [50, 50, 9]), passed: 9 }];
    expect(read(cohorts, { ...implied, unit: 'month' }).because).toMatch(/^on month 0 everybody/);
  });

  it('is day 0 first when they differ in one, whatever the calendar says', () => {
    const cohorts = [
      { cells: cells(50, [50, 50, 9], 3), passed: 2 },
      { cells: cells(40, [40, 39, 9], 3), passed: 2 },
    ];
    expect(read(cohorts, implied)).toMatchObject({ totalFirst: false, unsure: false });
  });

  it('is not told by cohorts without anybody', () => {
    expect(read([{ cells: cells(0, [0, 0, 0], 1), passed: 1 }], implied)).toMatchObject({
      totalFirst: false,
      because: 'so the first incomplete cell of each cohort fits its age',
    });
  });
});

describe('otherwise', () => {
  it('a first cell that is not everybody is day 0', () => {
    const layout = read([{ cells: cells(50, [40, 9, 8], 2), passed: 1 }], facts);
    expect(layout).toEqual({ totalFirst: false, because: 'the first cell is not the whole cohort', unsure: false });
  });

  it.each([
    [4, true, false],
    [3, false, true],
  ])('the first incomplete cell against the age of 3: %i', (open, totalFirst, unsure) => {
    const cohorts = [
      { cells: cells(50, [50, 20, 9, 8, 0, 0], open), passed: 3 },
      { cells: cells(60, [60, 25, 9, 8, 0, 0], open + 1), passed: 4 },
      { cells: cells(60, [60, 25, 9, 8, 0, 0]), passed: 9 },
    ];
    expect(read(cohorts, facts)).toEqual({
      ...{ totalFirst, unsure },
      because: 'so the first incomplete cell of each cohort fits its age',
    });
  });

  it.each([
    ['one day more than their age', [4, 5], 9, false],
    ['two days more than their age', [5, 6], 9, true],
    ['as many as the range has days', [9, 9], 9, false],
    ['one more than the range has days', [10, 10], 9, true],
  ])('the number of cells where flags do not tell: %s', (_, lengths, periods, totalFirst) => {
    const cohorts = lengths.map((length, index) => ({
      cells: cells(
        50,
        Array.from({ length }, () => 50),
      ),
      passed: 3 + index,
    }));
    expect(read(cohorts, { ...facts, periods })).toMatchObject({
      totalFirst,
      because: 'so the number of cells fits the number of days',
    });
  });

  it.each([
    ['as many as the cohort has days to the end of the range', 0, false],
    ['one more', 1, true],
  ])('the number of cells of a triangle that stops there, some days ago: %s', (_, more, totalFirst) => {
    const cohorts = [5, 4, 3].map((inRange) => ({
      cells: cells(
        50,
        Array.from({ length: inRange + more }, () => 50),
      ),
      passed: inRange + 20,
      inRange,
    }));
    expect(readLayout(cohorts, facts)).toMatchObject({
      totalFirst,
      because: 'so the number of cells fits the number of days',
    });
  });

  it.each([
    [
      'flags that disagree',
      [
        { cells: cells(9, [9, 5, 4, 4], 1), passed: 1 },
        { cells: cells(9, [9, 5, 4], 2), passed: 1 },
      ],
    ],
    ['flags that fit neither', [{ cells: cells(9, [9, 5, 4, 4, 4, 4, 4], 6), passed: 1 }]],
    ['no date and no flag', [{ cells: cells(9, [9, 5, 4]), passed: null }]],
    [
      'a triangle that ends today without a total or yesterday with one',
      [5, 4].map((inRange) => ({
        cells: cells(
          9,
          Array.from({ length: inRange + 1 }, () => 9),
        ),
        ...{ passed: inRange, inRange },
      })),
    ],
    ['nothing', []],
  ])("Amplitude's newer text: %s", (_, cohorts) => {
    expect(read(cohorts, facts)).toEqual({
      totalFirst: true,
      because: "nothing in the answer decides, so Amplitude's newer text does",
      unsure: true,
    });
  });
});

describe('brackets', () => {
  it.each([
    [3, true, 'there is one cell more than brackets'],
    [2, false, 'there are as many cells as brackets'],
  ])('%i cells for two brackets', (length, totalFirst, because) => {
    const cohorts = [
      {
        cells: cells(
          9,
          Array.from({ length }, () => 9),
        ),
        passed: 2,
      },
    ];
    expect(read(cohorts, { ...facts, brackets: 2 })).toMatchObject({ totalFirst, because });
  });

  it('fall back to the flags', () => {
    const cohorts = [{ cells: cells(9, [9, 8, 7, 6, 5], 2), passed: 1 }];
    expect(read(cohorts, { ...facts, brackets: 2 })).toMatchObject({ totalFirst: true });
  });
});
