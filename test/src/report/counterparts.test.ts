import { describe, expect, it } from 'vitest';
import { pairDates, pairNames } from '../../../src/report/counterparts.ts';
import { leftOutNotes, pairCohorts, volumeSentence, wholePairs } from '../../../src/report/paired-cohorts.ts';

describe('dates', () => {
  const pair = (now: (string | null)[], before: (string | null)[], shift = { days: 7 }) =>
    pairDates(
      now.map((at) => ({ at })),
      before.map((at) => ({ at })),
      ({ at }) => at,
      shift,
    ).map(({ at, before }) => [at, before?.at]);

  it('are held against those so far before them', () => {
    expect(pair(['2026-08-08', '2026-08-09'], ['2026-08-02', '2026-08-01'])).toEqual([
      ['2026-08-01', '2026-08-01'],
      ['2026-08-02', '2026-08-02'],
    ]);
  });

  it('are held against nothing where there is none, or it stands twice', () => {
    expect(pair(['2026-08-08'], ['2026-08-03'])).toEqual([['2026-08-01', undefined]]);
    expect(pair(['2026-08-08'], ['2026-08-01', '2026-08-01'])).toEqual([['2026-08-01', undefined]]);
    expect(pair(['2026-08-08', '2026-08-08'], ['2026-08-01'])).toEqual([
      [null, undefined],
      [null, undefined],
    ]);
    expect(pair([null], ['2026-08-01'])).toEqual([[null, undefined]]);
  });
});

describe('names', () => {
  const named = (...names: string[]) => names.map((name, place) => ({ name, place }));

  it('are matched whatever their order, and the rest is told', () => {
    const { pairs, notes } = pairNames(named('a', 'b', 'c', 'd', 'e', 'f'), named('b', 'a', '*x*'));
    expect(pairs.map(({ now, before }) => [now.name, now.place, before.place])).toEqual([
      ['a', 0, 1],
      ['b', 1, 0],
    ]);
    expect(notes).toEqual([
      {
        gravity: 'missing',
        text: 'Only in the later range or not clearly named, so not compared: c, d, e and 1 more.',
      },
      { gravity: 'missing', text: 'Only in the earlier range or not clearly named, so not compared: \\*x\\*.' },
    ]);
  });

  it('are not matched where they stand twice or are no names', () => {
    expect(pairNames(named('a', 'a'), named('a')).pairs).toEqual([]);
    expect(pairNames(named('a'), named('a', 'a')).pairs).toEqual([]);
    expect(pairNames(named('group 1', 'a'), named('group 1', 'a'), (name) => name === 'a').pairs).toHaveLength(1);
  });

  it('alone on both sides are still names: one group is not another', () => {
    expect(pairNames(named('iOS'), named('Android')).pairs).toEqual([]);
  });
});

describe('cohorts', () => {
  const cohort = (first: string, size: number | null, partial = false) => ({ label: first, first, size, partial });
  const paired = pairCohorts(
    [cohort('2026-08-11', 5, true), cohort('2026-08-10', 7), cohort('2026-08-09', null), cohort('2026-08-08', 9)],
    [cohort('2026-08-04', 50), cohort('2026-08-03', 60), cohort('2026-08-02', 70), cohort('2026-08-01', 80, true)],
    { days: 7 },
  );

  it('are pairs of whole ones', () => {
    expect(wholePairs(paired).map(({ now, before }) => [now.first, before.first])).toEqual([
      ['2026-08-10', '2026-08-03'],
      ['2026-08-09', '2026-08-02'],
    ]);
    expect(leftOutNotes(paired).map(({ text }) => text)).toEqual([
      'Left out of the comparison: 2 cohorts partial, undated or without a counterpart: 2026-08-11, 2026-08-08.',
    ]);
    expect(leftOutNotes(paired.slice(1, 3))).toEqual([]);
  });

  it('are counted where their size is known on both sides', () => {
    const size = (one: { size: number | null }) => one.size;
    expect(volumeSentence('Users', paired, size)).toEqual(['Users in 1 whole cohort of each: 7 against 60, -88.3 %.']);
    expect(volumeSentence('Users', [], size)).toEqual([]);
  });
});
