import { describe, expect, it } from 'vitest';
import type { Expected } from './question.ts';
import { cell, group, on, over, ranked, row, sentence } from './shorthand.ts';
import { findFigure } from './stands.ts';

const answer = [
  '2026-08-18 to 2026-09-16: 1,017 active users, each counted once.',
  'Latest complete day, 2026-09-16 (Wed): 104 active users, +4.0 % against 2026-09-09 (Wed) (100 active users).',
  'Mean 120.93 active users over 30 complete days, peak 159 active users on 2026-08-23 (Sun), low 99 active users on 2026-09-08 (Tue).',
  'iOS: 272 active users over the range, latest 40, -8.1 %. Web: 167 active users over the range.',
  'Of the 3 with at least 30 entrants, best iOS: 26.5 % of 257; worst Android: 6.6 % of 256.',
  '12 sessions took 24.5 s; 3.1 min = 189 s on average. 17.8 % of 667 users finish all 4 steps (119 users).',
  'EUR: MRR EUR 5,477.43 on 2026-09-16; churn EUR -61.73 (3), expansion EUR 79.00 (4).',
  '19 active trials (8.3 % of clients), 2 in billing retry.',
  '',
  '**points**: daily, newest first',
  '| date | active_users | share |',
  '|---|---|---|',
  '| 2026-09-16 | 104 | 12.4 % |',
  '| 2026-09-15 | 112 | 11.0 % |',
  '| a \\| b | 1,012 | 12 % |',
  '(22 more of 30 rows in points)',
  '---',
  'result_id: 7',
  'source: Amplitude, 2026-08-18 to 2026-09-16, cost 30, quota left 107,970 active users',
].join('\n');

const stands = (expected: Expected) => findFigure(answer, expected) !== null;

describe('a figure in a sentence', () => {
  it('stands with its label, and with the day it is of', () => {
    expect(stands(sentence('104', /active users/, on('2026-09-16')))).toBe(true);
    expect(stands(sentence('100', /active users/, on('2026-09-09')))).toBe(true);
    expect(stands(sentence('159', /peak/, on('2026-08-23')))).toBe(true);
    expect(stands(sentence('1,017', /active users/, over('2026-08-18', '2026-09-16')))).toBe(true);
  });

  it('misses on another day', () => {
    expect(stands(sentence('100', /active users/, on('2026-09-16')))).toBe(false);
    expect(stands(sentence('104', /active users/, on('2026-09-09')))).toBe(false);
    expect(stands(sentence('159', /active users/, on('2026-09-08')))).toBe(false);
    expect(stands(sentence('1,017', /active users/, on('2026-09-16')))).toBe(false);
  });

  it('misses when it is another number, or only a part of one', () => {
    for (const wrong of ['103', '105', '4', '10', '1,04', '04']) {
      expect(stands(sentence(wrong, /active users/, on('2026-09-16'))), wrong).toBe(false);
    }
    for (const part of ['017', '1', '17']) expect(stands(sentence(part, /active users/)), part).toBe(false);
    expect(stands(sentence('120', /Mean/))).toBe(false);
    expect(stands(sentence('120.9', /Mean/))).toBe(false);
    expect(stands(sentence('2026', /active users/))).toBe(false);
  });

  it('misses without its sign or with another unit', () => {
    expect(stands(sentence('+4.0 %', /# against 2026-09-09/))).toBe(true);
    for (const wrong of ['4.0 %', '-4.0 %', '4.0', '+4.0']) {
      expect(stands(sentence(wrong, /# against 2026-09-09/)), wrong).toBe(false);
    }
    expect(stands(sentence('24.5 s', /took/))).toBe(true);
    expect(stands(sentence('24.5', /took/))).toBe(false);
    expect(stands(sentence('5,477.43', /MRR/))).toBe(false);
    expect(stands(sentence('61.73', /churn/))).toBe(false);
    expect(stands(sentence('189', /average/))).toBe(false);
    expect(stands(sentence('17.8', /# of 667 users/))).toBe(false);
  });

  it('misses beside the label of another figure', () => {
    expect(stands(sentence('EUR -61.73', /churn/))).toBe(true);
    expect(stands(sentence('EUR 79.00', /churn/))).toBe(false);
    expect(stands(sentence('EUR -61.73', /expansion/))).toBe(false);
    expect(stands(sentence('119', /steps \(# users\)/))).toBe(true);
    expect(stands(sentence('667', /steps \(# users\)/))).toBe(false);
    expect(stands(sentence('4', /churn/))).toBe(false);
    expect(stands(sentence('8.3 %', /active trials/))).toBe(false);
    expect(stands(sentence('2', /active trials/))).toBe(false);
  });

  it('belongs to the group named last, not to one elsewhere', () => {
    const platform = (name: string) => group(name, ['iOS', 'Android', 'Web']);
    expect(stands(sentence('272', /active users/, platform('iOS')))).toBe(true);
    expect(stands(sentence('167', /active users/, platform('iOS')))).toBe(false);
    expect(stands(sentence('6.6 %', /worst/, platform('Android')))).toBe(false);
    expect(stands(sentence('6.6 %', /worst \w+: # of/, platform('Android')))).toBe(true);
    expect(stands(sentence('6.6 %', /worst \w+: # of/, platform('iOS')))).toBe(false);
    expect(stands(sentence('26.5 %', /# of/, platform('Android')))).toBe(false);
  });

  it('does not stand in the footer', () => {
    expect(stands(sentence('107,970', /active users/))).toBe(false);
  });
});

describe('a figure in a table', () => {
  it('stands in its row, under its head', () => {
    expect(stands(cell('104', 'active_users', row('2026-09-16')))).toBe(true);
    expect(stands(cell('1,012', 'active_users', row('a | b')))).toBe(true);
    expect(stands(ranked(2, '112', 'active_users', row('2026-09-15')))).toBe(true);
  });

  it('misses in another row, column or place, or as a part of a cell', () => {
    expect(stands(cell('104', 'active_users', row('2026-09-15')))).toBe(false);
    expect(stands(cell('104', 'share', row('2026-09-16')))).toBe(false);
    expect(stands(cell('104', 'new_users', row('2026-09-16')))).toBe(false);
    expect(stands(ranked(1, '112', 'active_users', row('2026-09-15')))).toBe(false);
    for (const wrong of ['12', '12.4', '12 %', '12.5 %']) {
      expect(stands(cell(wrong, 'share', row('2026-09-16'))), wrong).toBe(false);
    }
    expect(stands(cell('012', 'active_users', row('a | b')))).toBe(false);
    expect(stands(cell('12', 'active_users', row('a | b')))).toBe(false);
  });

  it('is not what it is the figure of', () => {
    expect(stands(cell('104', 'active_users', row('104')))).toBe(false);
  });
});
