import { describe, expect, it } from 'vitest';
import { funnel } from '../../../tools/amplitude/funnel.ts';
import { recordedFunnel } from '../../support/amplitude-funnel.ts';
import { printed, report, table } from '../../support/ask.ts';

const shop = { events: ['view', 'cart', 'pay'], start: '2026-05-01', end: '2026-05-20' };
const ask = (args: Record<string, unknown>, ...data: unknown[]) => report(funnel, args, [{ data }]);
const sold = recordedFunnel({ users: [1000, 400, 100], start: '2026-05-01', days: 20 });

describe('the layout of the days', () => {
  const days = (series: unknown[], users = [1000, 400, 100], xValues = ['2026-05-01', '2026-05-02', '2026-05-03']) =>
    ask(shop, { ...sold, cumulativeRaw: users, dayFunnels: { xValues, series } });
  const entrants = (told: ReturnType<typeof ask>) =>
    [...table(told, 'days').rows].reverse().map((row) => [row[1], row[2]]);

  it('is a row per step where the dimensions say so', () => {
    const told = days(
      [
        [600, 700],
        [200, 300],
        [60, 50],
      ],
      undefined,
      ['2026-05-01', '2026-05-02'],
    );
    expect(entrants(told)).toEqual([
      [600, 60],
      [700, 50],
    ]);
  });

  it('is told by the counts where there are as many days as steps', () => {
    const byDay = [
      [400, 200, 50],
      [700, 180, 60],
      [500, 230, 40],
    ];
    expect(entrants(days(byDay))).toEqual([
      [400, 50],
      [700, 60],
      [500, 40],
    ]);
    const byStep = [
      [400, 700, 500],
      [200, 180, 230],
      [50, 60, 40],
    ];
    expect(entrants(days(byStep))).toEqual([
      [400, 50],
      [700, 60],
      [500, 40],
    ]);
  });

  it.each([
    [
      'both readings are possible',
      [
        [500, 400, 300],
        [450, 380, 290],
        [400, 350, 280],
      ],
      [600, 500, 450],
    ],
    [
      'neither is',
      [
        [500, 400, 450],
        [450, 480, 290],
        [400, 350, 280],
      ],
      [600, 500, 450],
    ],
  ])('is a row per day, with a note, where there are as many days as steps and %s', (_, series, users) => {
    const told = days(series, users);
    expect(entrants(told)).toEqual(series.map((row) => [row[0], row[2]]));
    expect(told.notes).toContain(
      'By-day rows are read as days, as Amplitude sends them; with 3 dates and as many steps nothing confirms it. One day more or less would.',
    );
  });

  it('is not guessed where nothing fits', () => {
    expect(
      days([
        [500, 300],
        [1, 2, 3],
      ]).notes,
    ).toEqual(['By-day figures are left out: their rows match neither the dates nor the steps.']);
  });

  it('pairs rows with dates from the first on where some are missing', () => {
    const told = days([
      [500, 300, 90],
      [400, 200, 80],
    ]);
    expect(entrants(told)).toEqual([
      [500, 90],
      [400, 80],
      [null, null],
    ]);
    expect(told.notes.join()).toContain('2 by-day rows for 3 dates');
  });
});

describe('what does not fit together', () => {
  it('is computed from the counts and said', () => {
    const told = ask(shop, { ...sold, cumulative: [1, 0.4, 0.123] });
    expect(printed(table(told, 'steps'))[2]?.of_all).toBe('10.0 %');
    expect(told.notes).toContainEqual(
      "Check: Amplitude's own percentages differ from its counts at step 3. Figures here are computed from the counts.",
    );
  });

  it('is not said of rounding', () => {
    const told = ask(shop, {
      ...sold,
      cumulativeRaw: [3, 2, 1],
      cumulative: [1, 0.667, 0.333],
      stepByStep: [1, 0.667, 0.5],
    });
    expect(told.notes.join()).not.toContain('Check');
  });

  it('names a step that more users reach than the one before', () => {
    const told = ask(shop, { ...sold, cumulativeRaw: [100, 40, 50], cumulative: null, stepByStep: null });
    expect(told.notes.join()).toContain('more users at step 3 than before it');
    expect(told.headline[1]).toContain('step 1 → 2 (view → cart), 60 of 100 users, 60.0 %');
  });

  it('names a step with fewer users than none', () => {
    const told = ask(shop, { ...sold, cumulativeRaw: [100, 40, -5], cumulative: null, stepByStep: null });
    expect(told.notes.join()).toContain('fewer than 0 users at step 3, which cannot be');
  });

  it('names the steps as the vendor does where their number differs', () => {
    const told = ask(shop, { ...recordedFunnel({ users: [9, 8], start: '2026-05-01', days: 3 }) });
    expect(printed(table(told, 'steps')).map(({ event }) => event)).toEqual(['Event 1', 'Event 2']);
    expect(told.notes.join()).toContain('Amplitude sent 2 steps for 3 events');
  });
});
