import { describe, expect, it } from 'vitest';
import type { Tool } from '../../../src/tool.ts';
import { activeUsers } from '../../../tools/amplitude/active-users.ts';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { funnel } from '../../../tools/amplitude/funnel.ts';
import { retention } from '../../../tools/amplitude/retention.ts';
import { revenueLtv } from '../../../tools/amplitude/revenue-ltv.ts';
import { userComposition } from '../../../tools/amplitude/user-composition.ts';
import { dates, recordedFunnel } from '../../support/amplitude-funnel.ts';
import { recordedLtv } from '../../support/amplitude-ltv.ts';
import { recordedRetention } from '../../support/amplitude-retention.ts';
import { expectReadable } from '../../support/amplitude-series.ts';
import { report } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';

const range = { start: '2026-08-01', end: '2026-08-10' };
const days = dates('2026-08-01', 10);
const points = days.map((_, index) => 100 + index);
const series = (groups: unknown[]) => ({
  series: groups.map(() => points),
  seriesLabels: groups,
  seriesCollapsed: groups.map(() => [{ value: 400 }]),
  xValues: days,
});

interface Grouping {
  tool: Tool;
  args: Record<string, unknown>;
  /** The vendor's data for groups of these values. */
  data(groups: unknown[]): unknown;
}

const asked: Grouping[] = [
  { tool: activeUsers, args: {}, data: series },
  { tool: eventSegmentation, args: { events: 'open' }, data: series },
  {
    tool: funnel,
    args: { events: ['open', 'pay'] },
    data: (groups) => groups.map((group) => recordedFunnel({ users: [300, 90], start: range.start, days: 10, group })),
  },
  {
    tool: retention,
    args: { start_event: 'open', return_event: '_active' },
    data: (groups) => ({
      series: groups.map(() =>
        recordedRetention({ start: range.start, days: 10, today: '2026-08-15', back: (all, n) => (n > 0 ? 20 : all) }),
      ),
      seriesLabels: groups,
    }),
  },
  {
    tool: revenueLtv,
    args: {},
    data: (groups) => ({
      series: groups.map(() => recordedLtv({ cohorts: days, users: () => 50, value: (n) => n })),
      seriesLabels: groups,
    }),
  },
];

const unset = (told: { notes: string[] }) => told.notes.filter((note) => note.includes('has a value of'));

describe.each(asked.map((one) => [one.tool.name, one] as const))('%s', (_, { tool, args, data }) => {
  const ask = (groups: unknown[], group_by: unknown = 'gp:plann') =>
    report(tool, { ...range, ...args, group_by }, [{ data: data(groups) }]);
  const sentence =
    'Nobody has a value of gp:plann in the range, so (none) is everybody: the name may be misspelt (custom user properties are written gp:NAME, built-in ones without gp:; user composition shows the values of one).';

  it.each([[['(none)']], [['']], [[['(none)']]]])('doubts the property where %j is the only group', (groups) => {
    const told = ask(groups);
    expect(told.notes[0]).toContain(sentence);
    expect(told.noted.find(({ text }) => text === told.notes[0])?.gravity).toBe('doubt');
    expectReadable(told);
  });

  it('names what comes near to a built-in property', () => {
    const [note] = unset(ask(['(none)'], 'contry'));
    expect(note).toContain('Nobody has a value of contry in the range');
    expect(note).toContain('nearest: country');
  });

  it('says nothing where somebody has a value, or no group is named', () => {
    expect(unset(ask(['(none)', 'free']))).toEqual([]);
    expect(unset(ask(['free']))).toEqual([]);
    expect(unset(ask(['(none)'], []))).toEqual([]);
  });

  it('says so once of two ranges, or of the one that it is true of', () => {
    const both = (now: unknown[], before: unknown[]) =>
      unset(compared(tool, { ...range, ...args, group_by: 'gp:plann' }, [{ data: data(now) }, { data: data(before) }]));
    expect(both(['(none)'], ['(none)'])).toHaveLength(1);
    expect(both(['(none)', 'free'], ['(none)'])).toEqual([expect.stringMatching(/^Earlier range: Nobody has/)]);
  });
});

describe('of two properties', () => {
  const ask = (groups: unknown[], args: object = { group_by: ['gp:plann', 'country'] }) =>
    unset(report(eventSegmentation, { ...range, events: 'open', ...args }, [{ data: series(groups) }]));

  it.each([
    [
      [
        ['(none)', 'NL'],
        ['', 'DE'],
      ],
      'gp:plann',
    ],
    [['(none); NL', '(none); DE'], 'gp:plann'],
    [['free; (none)', 'pro; (none)'], 'country'],
    [['(none); (none)'], 'gp:plann and country'],
    [['(none)'], 'gp:plann and country'],
  ])('%j: nobody has %s', (groups, name) =>
    expect(ask(groups)).toEqual([expect.stringContaining(`Nobody has a value of ${name} in the range`)]),
  );

  it('each may have a value with others', () => {
    expect(
      ask([
        ['(none)', 'NL'],
        ['free', '(none)'],
      ]),
    ).toEqual([]);
    expect(ask(['a; (none); b', '(none)'])).toEqual([]);
  });

  it('inside an event are told as what they are', () => {
    const pric = [{ event_type: 'buy', group_by: [{ type: 'event', property: 'pric' }] }];
    expect(ask(['(none)'], { events: pric })).toEqual([
      'No event has a value of pric in the range, so (none) is all of them: "pric" is an event property: it must be spelled as in Amplitude\'s data, capitals included, and not every event has it.',
    ]);
    const summed = [{ event_type: 'buy', group_by: [{ type: 'event', property: 'price' }] }];
    expect(ask([0], { events: summed, metric: 'sums' })).toEqual([]);
  });
});

describe('amplitude_user_composition', () => {
  const ask = (xValues: unknown[], users = xValues.map(() => 50)) =>
    unset(report(userComposition, { ...range, property: 'gp:plann' }, [{ data: { series: [users], xValues } }]));

  it('doubts the property where nobody has a value', () => {
    expect(ask(['(none)'])).toEqual([expect.stringContaining('Nobody has a value of gp:plann')]);
    expect(ask([null])).toHaveLength(1);
    expect(ask(['(none)', 'free'])).toEqual([]);
  });
});

describe('an answer that a filter has left empty', () => {
  const filters = [{ property: 'gp:plann', operator: 'is', values: ['free'] }];
  const nobody: Record<string, unknown> = {
    amplitude_active_users: { ...series([0]), series: [points.map(() => 0)], seriesCollapsed: [[0]] },
    amplitude_event_segmentation: { ...series([0]), series: [points.map(() => 0)], seriesCollapsed: [[0]] },
    amplitude_funnel: [recordedFunnel({ users: [0, 0], start: range.start, days: 10 })],
    amplitude_retention: { series: [{ values: {} }] },
    amplitude_revenue_ltv: { series: [{ values: {} }] },
  };

  it.each(asked.map(({ tool, args }) => [tool.name, tool, args] as const))(
    '%s names its property as a likely cause',
    (name, tool, args) => {
      const told = report(tool, { ...range, ...args, segments: [{ filters }] }, [{ data: nobody[name] }]);
      expect(told.empty).toBe(true);
      expect(told.notes[0]).toMatch(/filter whose property or value/);
    },
  );
});
