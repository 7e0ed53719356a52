import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../src/report/calendar.ts';
import { joinSeries, type SeriesPart } from '../../../../src/vendors/amplitude/join-series.ts';
import { type Asked, type SeriesData, seriesNames } from '../../../../src/vendors/amplitude/series.ts';
import { dates, times } from '../../../support/amplitude-series.ts';

/** A group of an event: what it did at each moment, null where it did nothing. */
interface Truth {
  event: number;
  group: string;
  deeds: (number | null)[];
}

const asked: Asked = { events: ['view', 'buy'], segments: [], group_by: ['country'], everything: 'all' };

/** What the vendor says of some moments: only groups that did something then, in an order of its own. */
function answered(truths: readonly Truth[], labels: readonly string[], from: number, to: number, absent: 0 | null) {
  const there = truths
    .map((one) => ({ ...one, deeds: one.deeds.slice(from, to) }))
    .filter(({ deeds }) => deeds.some((deed) => deed !== null));
  if (from % 2 === 1) there.reverse();
  return {
    series: there.map(({ deeds }) => deeds.map((deed) => deed ?? absent)),
    seriesLabels: there.map(({ event, group }) => [event, group]),
    seriesMeta: there.map(({ event }) => ({ segmentIndex: 0, eventIndex: event })),
    seriesCollapsed: there.map(() => [{ value: 17 }]),
    xValues: labels.slice(from, to),
  };
}

/** Every figure by the name of its series and its moment. */
function pointsOf(data: SeriesData): Record<string, number | null> {
  const names = seriesNames(data, asked).map(({ event, group }) => `${event} ${group}`);
  return Object.fromEntries(
    data.series.flatMap((values, row) => values.map((value, at) => [`${names[row]} ${data.xValues[at]}`, value])),
  );
}

const names = ['Norway', 'Sweden', '(none)', '0', 'a; b', 'São "Tomé"'];

const world = fc
  .record({
    days: fc.integer({ min: 1, max: 40 }),
    pairs: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.constantFrom(...names)), {
      minLength: 1,
      selector: ([event, group]) => `${event}${group}`,
    }),
    hours: fc.boolean(),
    absent: fc.constantFrom(0 as const, null),
  })
  .chain(({ days, pairs, hours, absent }) => {
    const length = hours ? days * 24 : days;
    const run = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 9_999 })), { minLength: 1, maxLength: 8 });
    // Long silences, so that groups are missing from whole parts.
    const deeds = run.map((pattern) =>
      Array.from({ length }, (_, at) => {
        const [awake = false, value = 0] = pattern[Math.floor((at / length) * pattern.length)] ?? [];
        return awake ? value + at : null;
      }),
    );
    return fc.record({
      hours: fc.constant(hours),
      absent: fc.constant(absent),
      days: fc.constant(days),
      truths: fc.tuple(...pairs.map(([event, group]) => deeds.map((all): Truth => ({ event, group, deeds: all })))),
      cuts: fc.array(fc.integer({ min: 1, max: Math.max(1, days - 1) }), { maxLength: 6 }),
    });
  });

const start = '2026-02-20';

function split(world_: { days: number; cuts: number[]; hours: boolean; absent: 0 | null; truths: Truth[] }) {
  const { days, cuts, hours, absent, truths } = world_;
  const labels = hours ? times(start, days * 24, 60) : dates(start, days);
  const edges = [...new Set([0, ...cuts.filter((cut) => cut < days), days])].sort((a, b) => a - b);
  const unit = hours ? 24 : 1;
  const parts = edges.slice(1).map((to, index): SeriesPart => {
    const from = edges[index] ?? 0;
    return {
      data: answered(truths, labels, from * unit, to * unit, absent),
      start: addDays(start, from),
      end: addDays(start, to - 1),
    };
  });
  return { parts, whole: answered(truths, labels, 0, days * unit, absent) };
}

describe('a series cut anywhere', () => {
  it('joins to exactly the points that it had', () =>
    fc.assert(
      fc.property(world, (one) => {
        const { parts, whole } = split(one);
        const joined = joinSeries(parts, { asked, rhythm: one.hours ? 'hourly' : 'daily', absent: one.absent });
        expect(joined.xValues).toEqual(whole.xValues);
        expect(pointsOf(joined)).toEqual(pointsOf(whole));
        expect(joined.seriesCollapsed).toBeNull();
      }),
      { numRuns: 300 },
    ));

  it('is often without a group in one of its parts', () => {
    const worlds = fc.sample(world, 100).map(split);
    const lacking = worlds.filter(({ parts, whole }) =>
      parts.some(({ data }) => data.series.length < whole.series.length),
    );
    expect(lacking.length).toBeGreaterThan(25);
  });

  it('does not join when any part has lost a date, has one twice, or has those of another', () =>
    fc.assert(
      fc.property(world, fc.nat(), fc.nat(), fc.constantFrom('lose', 'double', 'move'), (one, which, place, damage) => {
        const { parts } = split({ ...one, hours: false });
        const part = parts[which % parts.length];
        if (part === undefined) throw new Error('no part');
        const { xValues } = part.data;
        const at = place % xValues.length;
        const damaged =
          damage === 'lose'
            ? xValues.filter((_, index) => index !== at)
            : damage === 'double'
              ? [...xValues.slice(0, at), xValues[at] ?? '', ...xValues.slice(at)]
              : xValues.map((date) => addDays(date, 1));
        const wrong = parts.map((other) =>
          other === part ? { ...part, data: { ...part.data, xValues: damaged } } : other,
        );
        expect(() => joinSeries(wrong, { asked, rhythm: 'daily', absent: 0 })).toThrow(/with other days than asked/);
      }),
    ));
});

describe('hours', () => {
  const part = (xValues: string[], from = start, to = from): SeriesPart => ({
    data: { series: [xValues.map((_, index) => index)], xValues },
    start: from,
    end: to,
  });
  const single: Asked = { segments: [], group_by: [], everything: 'all' };
  const join = (...parts: SeriesPart[]) => joinSeries(parts, { asked: single, rhythm: 'hourly', absent: 0 });
  const day = (date: string) => times(date, 24, 60);
  const next = addDays(start, 1);

  it('join day to day, also when the clock is changed or the last day still runs', () => {
    const spring = day(start).filter((text) => !text.includes('T02'));
    const autumn = day(start).flatMap((text) => (text.includes('T02') ? [text, text] : [text]));
    for (const first of [day(start), spring, autumn]) {
      expect(join(part(first), part(day(next), next)).xValues).toEqual([...first, ...day(next)]);
      expect(join(part(first), part(day(next).slice(0, 9), next)).xValues).toHaveLength(first.length + 9);
    }
  });

  it('do not join with a hole, hours of another day, or out of order', () => {
    const reversed = day(start).toReversed();
    const noon = day(start).filter((text) => !text.includes('T12'));
    for (const first of [day(start).slice(0, 20), day(next), reversed, noon, [...day(start), `${next}T00:00:00`], []])
      expect(() => join(part(first), part(day(next), next))).toThrow(/with other hours than asked/);
  });
});

describe('what cannot be told apart', () => {
  const days = dates(start, 2);
  const data = (rest: Partial<SeriesData>): SeriesData => ({
    series: [
      [1, 2],
      [3, 4],
    ],
    xValues: days,
    ...rest,
  });
  const join = (one: Partial<SeriesData>, question: Asked = asked) =>
    joinSeries([{ data: data(one), start, end: addDays(start, 1) }], { asked: question, rhythm: 'daily', absent: 0 });
  const grouped: Asked = { ...asked, events: ['view'] };

  it.each([
    ['groups without names', () => join({}, grouped), /groups came without their names/],
    ['one name twice', () => join({ seriesLabels: ['x', 'x'] }, grouped), /two series have the same name/],
    ['groups of unknown events', () => join({ seriesLabels: ['x', 'y'] }), /of which event or segment/],
    ['more series than asked for', () => join({}, { ...grouped, group_by: [] }), /2 series came/],
    ['figures that do not pair', () => join({ series: [[1], [3, 4]] }, grouped), /do not pair/],
  ])('%s', (_, act, message) => expect(act).toThrow(message));

  it('is not what the vendor says', () => {
    expect(join({ seriesLabels: ['x', 'y'] }, grouped).series).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(
      join({
        seriesLabels: [
          [0, 'x'],
          [1, 'x'],
        ],
      }).series,
    ).toHaveLength(2);
  });

  it('is nothing where a part has no data: that is n/a, not 0', () => {
    const single: Asked = { segments: [], group_by: [], everything: 'all' };
    const first = { data: data({ series: [[1, 2]] }), start, end: addDays(start, 1) };
    const second = {
      data: { series: [], xValues: dates(addDays(start, 2), 2) },
      start: addDays(start, 2),
      end: addDays(start, 3),
    };
    const joined = joinSeries([first, second], { asked: single, rhythm: 'daily', absent: 0 });
    expect(joined.series).toEqual([[1, 2, null, null]]);
  });

  it('two ungrouped events keep their figures, whatever their order in a part', () => {
    const two: Asked = { ...asked, group_by: [] };
    const meta = (...events: number[]) => events.map((eventIndex) => ({ eventIndex }));
    const joined = joinSeries(
      [
        { data: data({ seriesMeta: meta(0, 1) }), start, end: addDays(start, 1) },
        {
          data: data({ seriesMeta: meta(1, 0), xValues: dates(addDays(start, 2), 2) }),
          start: addDays(start, 2),
          end: addDays(start, 3),
        },
      ],
      { asked: two, rhythm: 'daily', absent: 0 },
    );
    expect(joined.series).toEqual([
      [1, 2, 3, 4],
      [3, 4, 1, 2],
    ]);
  });
});
