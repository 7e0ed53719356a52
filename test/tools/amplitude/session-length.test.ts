import { describe, expect, it } from 'vitest';
import { sessionLength } from '../../../tools/amplitude/session-length.ts';
import { expectReadable, figure } from '../../support/amplitude-series.ts';
import { bind, printed, report, requestLine, table } from '../../support/ask.ts';

const minutes = { bin_unit: 'minutes', bin_min: 0, bin_max: 10, bin_size: 1 };
const labels = (edges: readonly number[]) => edges.slice(1).map((end, index) => `${edges[index]}s-${end}s`);
const usual = labels([0, 3, 10, 30, 60, 180, 600, 1_800, 3_600, 86_400]);
const ask = (args: Record<string, unknown>, xValues: unknown[], sessions: unknown[]) =>
  report(sessionLength, args, [{ data: { series: [sessions], xValues } }]);

// The documented answer: ten bins of a minute.
const documented = [0, 120408, 2261, 6984, 10778, 54529, 210614, 336605, 196235, 54148];
const tenMinutes = labels(Array.from({ length: 11 }, (_, index) => index * 60));

describe('the request', () => {
  it('sends the range alone, or custom bins', () => {
    expect(requestLine(bind(sessionLength, {}))).toBe('/api/2/sessions/length?start=20260716&end=20260814');
    expect(requestLine(bind(sessionLength, { ...minutes, start: '2021-04-26', end: '2021-09-05' }))).toBe(
      '/api/2/sessions/length?start=20210426&end=20210905&timeHistogramConfigBinTimeUnit=minutes&timeHistogramConfigBinMin=0&timeHistogramConfigBinMax=10&timeHistogramConfigBinSize=1',
    );
    expect(requestLine(bind(sessionLength, { bin_unit: 'hours', bin_min: '0.5', bin_max: 2 }))).toMatch(
      /TimeUnit=hours&timeHistogramConfigBinMin=0\.5&timeHistogramConfigBinMax=2$/,
    );
  });

  it('costs 4 a day', () => expect(bind(sessionLength, {}).price).toEqual({ cost: 120 }));

  it.each([
    [{ bin_unit: 'minutes' }, 'add "bin_min" and "bin_max", or leave all out.'],
    [{ bin_min: 0, bin_max: 10 }, 'add "bin_unit", or leave all out.'],
    [{ bin_unit: 'minutes', bin_max: 10, bin_size: 1 }, 'add "bin_min", or leave all out.'],
    [{ bin_size: 1 }, 'add "bin_unit" and "bin_min" and "bin_max", or leave all out.'],
    [{ ...minutes, bin_min: 10 }, '"bin_max" (10) must be above "bin_min" (10).'],
    [{ ...minutes, bin_max: 1_441 }, '"bin_max" is at most 1440 minutes: sessions end at one day; it is 1441.'],
    [{ ...minutes, bin_unit: 'hours', bin_max: 25 }, '"bin_max" is at most 24 hours'],
    [{ ...minutes, bin_size: 11 }, '"bin_size" (11) is wider than "bin_min" to "bin_max": at most 10.'],
    [{ ...minutes, bin_unit: 'days' }, '"bin_unit" must be one of "hours", "minutes", "seconds"; it is "days".'],
    [{ ...minutes, bin_min: -1 }, '"bin_min" must be at least 0.'],
    [{ ...minutes, bin_size: 0 }, '"bin_size" must be'],
  ])('refuses %j', (args, message) => expect(() => bind(sessionLength, args)).toThrow(message));
});

describe('the documented answer', () => {
  const told = ask(minutes, tenMinutes, documented);

  it('tells total, median and biggest bin, and what cannot be told', () => {
    expect(told.headline).toEqual([
      '2026-07-16 to 2026-08-14: 992,562 sessions inside the bins.',
      'Median session: 7 min = 420 s to 8 min = 480 s (where half of the sessions are reached).',
      'Biggest bin: 7 min = 420 s to 8 min = 480 s with 336,605 sessions (33.9 %).',
      'Share under 10 s: cannot be told from these bins (it needs bins from 0 with a bound at 10 s).',
    ]);
    expect(told.notes).toEqual([
      'Sessions shorter or longer than all the bins are in no figure here, nor in any share.',
    ]);
    expect(printed(table(told, 'bins')).slice(0, 2)).toEqual([
      { bin: '0s-60s', sessions: '0', share: '0.0 %', cumulative: '0.0 %' },
      { bin: '60s-120s', sessions: '120,408', share: '12.1 %', cumulative: '12.1 %' },
    ]);
  });

  it('reads well', () => expectReadable(told));
});

describe('the default bins', () => {
  const sessions = [10, 20, 30, 40, 50, 60, 70, 80, 40];
  const told = ask({}, usual, sessions);

  it('tell the share under 10 s', () => {
    expect(told.headline).toEqual([
      '2026-07-16 to 2026-08-14: 400 sessions.',
      'Median session: 3 min = 180 s to 10 min = 600 s (where half of the sessions are reached).',
      'Biggest bin: 30 min = 1,800 s to 1 h = 3,600 s with 80 sessions (20.0 %).',
      'Under 10 s: 7.5 % (30 sessions).',
    ]);
    expect(told.notes).toEqual([]);
  });

  it('reach the median at exactly half', () => {
    expect(ask({}, usual, [1, 1, 1, 1, 0, 0, 0, 0, 0]).headline[1]).toContain('Median session: 3 s to 10 s');
    expect(ask({}, usual, [1, 1, 1, 0, 0, 0, 0, 0, 0]).headline[1]).toContain('Median session: 3 s to 10 s');
    expect(ask({}, usual, [0, 0, 0, 0, 0, 0, 0, 0, 9]).headline[1]).toContain('1 h = 3,600 s to 1 d = 86,400 s');
  });

  it('are named where others were asked for, and then hold every session', () => {
    const fallen = ask({ bin_unit: 'hours', bin_min: 0, bin_max: 10, bin_size: 1 }, usual, sessions);
    expect(fallen.headline[0]).toBe('2026-07-16 to 2026-08-14: 400 sessions.');
    expect(fallen.notes).toEqual([
      'Not the bins asked for (0 to 10 hours, each 1): Amplitude fell back to its default bins.',
    ]);
    expect(ask({ bin_unit: 'hours', bin_min: 0, bin_max: 24 }, usual, sessions).notes).toEqual([]);
  });
});

describe('custom bins', () => {
  it('are compared with what was asked', () => {
    const wrong = ask(minutes, labels([0, 120, 240, 600]), [1, 2, 3]);
    expect(wrong.notes[0]).toBe(
      'Not the bins asked for (0 to 10 minutes, each 1): Amplitude sent 3 bins from 0 s to 600 s.',
    );
    const { bin_size: _, ...free } = minutes;
    expect(ask(free, labels([0, 120, 240, 600]), [10, 20, 30]).notes).toHaveLength(1);
    expect(ask(free, labels([0, 120, 240, 500]), [1, 2, 3]).notes[0]).toContain('from 0 s to 500 s');
    const odd = { ...minutes, bin_max: 2.5 };
    expect(ask(odd, labels([0, 60, 120, 150]), [10, 20, 30]).notes).toHaveLength(1);
    const tenth = { bin_unit: 'seconds', bin_min: 0, bin_max: 0.3, bin_size: 0.1 };
    expect(ask(tenth, ['0s-0.1s', '0.1s-0.2s', '0.2s-0.3s'], [10, 20, 30]).notes).toHaveLength(1);
  });

  it('are marked where their shares are of few sessions', () => {
    const few = 'Small numbers: shares of fewer than 30 sessions are mostly chance (29).';
    expect(ask({}, usual, [9, 20, 0, 0, 0, 0, 0, 0, 0]).notes).toContain(few);
    expect(ask({}, usual, [10, 20, 0, 0, 0, 0, 0, 0, 0]).notes.join()).not.toContain('Small numbers');
  });

  it('tell the share under 10 s of the sessions inside them, where a bin ends there', () => {
    const seconds = { bin_unit: 'seconds', bin_min: 0, bin_max: 20, bin_size: 5 };
    const told = ask(seconds, labels([0, 5, 10, 15, 20]), [1, 2, 3, 4]);
    expect(told.headline.at(-1)).toBe('Under 10 s: 30.0 % of the sessions inside the bins (3 sessions).');
    const later = ask({ ...seconds, bin_min: 5 }, labels([5, 10, 15, 20]), [2, 3, 4]);
    expect(later.headline.at(-1)).toContain('cannot be told');
  });
});

describe('odd answers', () => {
  it('keep null apart from 0, and take numbers in quotes', () => {
    const told = ask({}, usual, [null, '20', { value: 30 }, 0, 0, 0, 0, 0, 50]);
    expect(told.headline[0]).toContain('100 sessions');
    expect(told.headline.join()).not.toContain('Under 10 s:');
    expect(told.notes).toEqual(['1 bin without data (n/a), left out of total and shares.']);
    expect(printed(table(told, 'bins'))[0]).toEqual({
      bin: '0s-3s',
      sessions: 'n/a',
      share: 'n/a',
      cumulative: '0.0 %',
    });
  });

  it('have no median where the labels say nothing', () => {
    const told = ask({}, ['short', 'a|long\n\u202eone'], [1, 2]);
    expect(told.headline).toEqual([
      '2026-07-16 to 2026-08-14: 3 sessions.',
      'Biggest bin: a\\|long one with 2 sessions (66.7 %).',
    ]);
    expect(told.notes[0]).toContain('not in a row from short to long');
    expectReadable(told);
  });

  it('are partial where the range runs to a day that is not over', () => {
    const notes = (end: string) => ask({ start: '2026-08-01', end }, usual, [1, 2, 3, 4, 5, 6, 7, 8, 9]).notes;
    expect(notes('today')).toEqual(['Partial: 2026-08-15, the last day, was not over when this was computed.']);
    expect(notes('yesterday')).toEqual([]);
  });

  it('may have more counts than bins', () => {
    expect(ask({}, usual, [1, 2]).notes.join()).toContain('more or fewer counts than bins');
    const two = report(sessionLength, {}, [{ data: { series: [[1], [2]], xValues: ['0s-3s'] } }]);
    expect(two.notes.join()).toContain('2 series where it documents one');
  });

  it.each([
    [[], []],
    [[], usual],
    [[0, 0, 0, 0, 0, 0, 0, 0, 0], usual],
  ])('%# may be empty', (sessions, bins) =>
    expect(ask({}, bins, sessions)).toMatchObject({
      empty: true,
      headline: ['No data: Amplitude counted no sessions for 2026-07-16 to 2026-08-14.'],
    }),
  );

  it('may be of a shape that is not read', () => {
    expect(() => ask({}, usual, ['many'])).toThrow('data.series[0][0]');
    expect(() => ask({}, [1], [1])).toThrow('data.xValues[0] should be a string but is a number');
  });
});

describe('a bin for every second of a day', () => {
  const edges = Array.from({ length: 86_401 }, (_, second) => second);
  const sessions = edges.slice(1).map((second) => figure(second, 5_000));
  const told = ask({ bin_unit: 'hours', bin_min: 0, bin_max: 24, bin_size: 1 / 3600 }, labels(edges), sessions);
  const { short, full } = expectReadable(told);
  const total = sessions.reduce((sum, value) => sum + value, 0);

  it('still holds the facts', () => {
    let below = 0;
    const median = sessions.findIndex((value) => {
      below += value;
      return below >= total / 2;
    });
    const brief = sessions.slice(0, 10).reduce((sum, value) => sum + value, 0);
    const most = Math.max(...sessions);
    for (const shown of [short, full]) {
      expect(shown).toContain(`${total.toLocaleString('en-US')} sessions.`);
      expect(shown).toContain(` = ${(median + 1).toLocaleString('en-US')} s (where half`);
      expect(shown).toContain(`with ${most.toLocaleString('en-US')} sessions (${((most / total) * 100).toFixed(1)} %)`);
      expect(shown).toContain(
        `Under 10 s: ${((brief / total) * 100).toFixed(1)} % (${brief.toLocaleString('en-US')} sessions)`,
      );
    }
    expect(table(told, 'bins').rows).toHaveLength(86_400);
    expect(told.notes).toEqual([]);
  });
});
