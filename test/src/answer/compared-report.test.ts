import { describe, expect, it } from 'vitest';
import { comparedReport } from '../../../src/answer/compared-report.ts';
import { type Gravity, noteOf } from '../../../src/report/note.ts';
import { periodsOf } from '../../../src/report/periods.ts';
import type { Report } from '../../../src/report/report.ts';
import { texts } from '../../support/ask.ts';

const periods = periodsOf({ start: '2026-08-05', end: '2026-08-14' }, 'previous_period', 'daily');
const weekdays = expect.stringMatching(/^The ranges are aligned by position, not by weekday/);
const side = (...notes: [Gravity, string][]): Report => ({
  headline: ['A figure.'],
  tables: [],
  notes: notes.map(([gravity, text]) => noteOf(gravity)(text)),
});
const told = (now: Report, before: Report) =>
  texts(comparedReport(now, before, periods, () => ({ headline: ['A change.'], tables: [], notes: [] })).notes);

describe('the notes of a comparison', () => {
  it('tell what happened in either range before how the two are aligned', () =>
    expect(told(side(['moved', 'New level.']), side(['moved', 'Sudden zero.']))).toEqual([
      'New level.',
      'Earlier range: Sudden zero.',
      weekdays,
    ]));

  it('say nothing of the alignment of ranges that are not compared', () => {
    const empty: Report = { ...side(), empty: true };
    expect(told(side(['moved', 'New level.']), empty)).toEqual(['New level.']);
    expect(told(empty, side())).toEqual([]);
    expect(told(side(), side())).toEqual([weekdays]);
  });
});
