import { describe, expect, it } from 'vitest';
import { realtimeUsers } from '../../../tools/amplitude/realtime-users.ts';
import { expectReadable, figure } from '../../support/amplitude-series.ts';
import { bind, report, requestLine, table } from '../../support/ask.ts';

const day = Array.from({ length: 288 }, (_, slot) => clock(slot * 5));
const both = ['Today', 'Yesterday'];
/** At noon, in the zone of the project. */
const ask = (series: unknown[][], data: object = {}, options: object = {}) =>
  report(realtimeUsers, {}, [{ data: { xValues: day, seriesLabels: both, series, ...data } }], options);
const yesterday = day.map((_, slot) => 100 + (slot % 7));
const untilNoon = (rest: unknown) => day.map((_, slot) => (slot < 144 ? 50 + (slot % 11) : rest));

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

describe('the request', () => {
  it('asks for five minutes, costs 2 and takes nothing', () => {
    const call = bind(realtimeUsers, {});
    expect(requestLine(call)).toBe('/api/2/realtime?i=5');
    expect(call.price).toEqual({ cost: 2 });
    expect(() => bind(realtimeUsers, { start: 'today' })).toThrow('"start" is not an argument');
  });
});

describe('the documented answer', () => {
  const data = { xValues: ['15:00', '15:05', '15:10'], seriesLabels: both };
  const at = { now: new Date('2026-08-15T15:17:00Z') };
  const told = ask(
    [
      [123, 144, 101],
      [139, 111, 180],
    ],
    data,
    at,
  );

  it('tells now, the same time yesterday, and the peak', () => {
    expect(told.headline).toEqual([
      'Latest five minutes, from 15:10: 101 active users, -43.9 % against the same time yesterday (180).',
      'Peak today: 144 active users in the five minutes from 15:05.',
    ]);
    expect(told.notes).toEqual([
      "Today against yesterday is Sat against Fri, so part of the change is the weekday's.",
      'Each slot counts its own users: never add slots up.',
    ]);
    expect(table(told, 'slots').rows).toEqual([
      ['15:10', 101, 180],
      ['15:05', 144, 111],
      ['15:00', 123, 139],
    ]);
  });

  it('reads well', () => expectReadable(told));

  it('says nothing of the weekday between two working days, or two of a weekend', () => {
    for (const now of ['2026-08-14T15:17:00Z', '2026-08-16T15:17:00Z'])
      expect(ask([[123], [139]], { xValues: ['15:10'] }, { now: new Date(now) }).notes).toHaveLength(1);
    const monday = ask([[123], [139]], { xValues: ['15:10'] }, { now: new Date('2026-08-17T15:17:00Z') });
    expect(monday.notes[0]).toContain('Mon against Sun');
  });

  it('has no percentage from 0', () => {
    const fromNobody = ask([[123], [0]], { xValues: ['15:10'] }, { now: new Date('2026-08-14T15:17:00Z') });
    expect(fromNobody.headline[0]).toContain('123 active users against 0 at the same time yesterday.');
  });

  it('goes by the labels, not by the place', () => {
    const turned = ask(
      [
        [139, 111, 180],
        [123, 144, 101],
      ],
      { ...data, seriesLabels: ['Yesterday', ' today'] },
      at,
    );
    expect(turned.headline).toEqual(told.headline);
  });
});

describe('where today ends', () => {
  it.each([
    ['null', null],
    ['missing', undefined],
  ])('slots to come that are %s', (_, rest) => {
    const today = rest === undefined ? untilNoon(null).slice(0, 144) : untilNoon(rest);
    expect(ask([today, yesterday]).headline[0]).toBe(
      'Latest five minutes, from 11:55: 50 active users, -51.5 % against the same time yesterday (103).',
    );
  });

  it('slots to come that are 0', () => {
    const told = ask([untilNoon(0), yesterday]);
    expect(told.headline[0]).toContain('Latest five minutes, from 11:55: 50 active users');
  });

  it('a slot that still runs is not compared', () => {
    const today = untilNoon(null);
    today[144] = 3;
    const told = ask([today, yesterday], {}, { now: new Date('2026-08-15T12:02:00Z') });
    expect(told.headline.slice(0, 2)).toEqual([
      `Latest five minutes, from 12:00: 3 active users so far, still running (same time yesterday, whole: ${yesterday[144]}).`,
      'The five minutes before, from 11:55: 50 active users, -51.5 % against the same time yesterday (103).',
    ]);
  });

  it('a slot that ran when Amplitude computed its cached answer is not compared either', () => {
    const cached = { wasCached: true, timeComputed: Date.parse('2026-08-15T11:57:00Z') };
    const body = { data: { xValues: day, seriesLabels: both, series: [untilNoon(null), yesterday] }, ...cached };
    expect(report(realtimeUsers, {}, [body]).headline[0]).toContain(
      'from 11:55: 50 active users so far, still running',
    );
  });

  it('nobody for a while is told beside the last who were', () => {
    const today = day.map((_, slot) => (slot < 84 ? 20 : 0));
    const told = ask([today, yesterday]);
    expect(told.headline.slice(0, 2)).toEqual([
      'Latest five minutes with anybody active, from 06:55: 20 active users, -81.1 % against the same time yesterday (106).',
      'The 60 slots since then: 0 users, or not counted yet.',
    ]);
    expect(told.notes[0]).toContain('behind the local time 12:00 (UTC)');
  });

  it('a real 0 before slots without data is a 0', () => {
    const today = untilNoon(null);
    today[143] = 0;
    expect(ask([today, yesterday]).headline[0]).toContain('from 11:55: 0 active users, -100.0 %');
  });

  it('figures ahead of the clock tell that the zone is wrong', () => {
    const told = ask([day.map((_, slot) => (slot < 180 ? 9 : null)), yesterday]);
    expect(told.headline[0]).toContain('from 14:55: 9 active users');
    expect(told.notes[0]).toContain(
      "175 minutes ahead of the local time 12:00 (UTC): data is late, or AMPLITUDE_TIMEZONE is not the project's zone.",
    );
    const right = ask([day.map((_, slot) => (slot < 168 ? 9 : null)), yesterday], {}, { zone: 'Europe/Berlin' });
    expect(right.notes.join()).not.toContain('AMPLITUDE_TIMEZONE');
  });

  it('the last 24 hours may run over midnight', () => {
    const xValues = day.map((_, slot) => clock(720 + slot * 5));
    const told = ask([day.map((_, slot) => (slot === 287 ? 0 : 40)), yesterday], { xValues });
    expect(told.headline).toEqual([
      'Latest five minutes, from 11:55: 0 active users, -100.0 % against the same time yesterday (100).',
      'Peak of the 24 hours: 40 active users in the five minutes from 12:00.',
    ]);
    expect(told.notes.join()).toContain('"today" is the last 24 hours');
  });
});

describe('odd answers', () => {
  it.each([[[day.map(() => null), yesterday]], [[day.map(() => 0), yesterday]], [[[], []]]])(
    '%# is nobody yet',
    (series) =>
      expect(ask(series)).toMatchObject({
        empty: true,
        headline: ['No data: Amplitude has no active users of today yet.'],
      }),
  );

  it('may lack yesterday', () => {
    const told = ask([untilNoon(null)], { seriesLabels: ['Today'] });
    expect(told.headline[0]).toContain('n/a against the same time yesterday (n/a)');
    expect(told.notes).toContain('Amplitude sent no figures of yesterday.');
    expectReadable(told);
  });

  it('are refused where nothing says which is today', () => {
    for (const seriesLabels of [['A', 'B'], [0, 1], undefined])
      expect(() => ask([[1], [2]], { seriesLabels })).toThrow('data.seriesLabels');
    expect(() => ask([[1]], { xValues: ['noon'] })).toThrow('data.xValues[0]');
    expect(() => ask([['x']])).toThrow('data.series[0][0]');
  });
});

describe('a busy day', () => {
  const today = day.map((_, slot) => (slot < 144 ? 1 + figure(slot, 9_999_999) : null));
  const before = day.map((_, slot) => 1 + figure(slot + 500, 9_999_999));
  const { short, full } = expectReadable(ask([before, today], { seriesLabels: ['Yesterday', 'Today'] }));

  it('still holds the facts', () => {
    const known = today.flatMap((value) => value ?? []);
    for (const fact of [known.at(-1), before[143], Math.max(...known)])
      for (const shown of [short, full]) expect(shown).toContain((fact ?? Number.NaN).toLocaleString('en-US'));
    expect(short).toContain(`from ${day[known.indexOf(Math.max(...known))]}`);
  });
});
