import { describe, expect, it } from 'vitest';
import type { Tool } from '../../../../src/tool.ts';
import { activeUsers } from '../../../../tools/amplitude/active-users.ts';
import { eventSegmentation } from '../../../../tools/amplitude/event-segmentation.ts';
import { funnel } from '../../../../tools/amplitude/funnel.ts';
import { retention } from '../../../../tools/amplitude/retention.ts';
import { revenueLtv } from '../../../../tools/amplitude/revenue-ltv.ts';
import { userComposition } from '../../../../tools/amplitude/user-composition.ts';
import { bind } from '../../../support/ask.ts';

const filter = (type: string, property: string) => ({ type, property, operator: 'is', values: ['a'] });
const segments = [
  {
    filters: [{ property: 'country', operator: 'is', values: ['DE'] }],
    performed: [{ event_type: 'signed up', filters: [filter('event', 'form')] }],
  },
];
const filteredEvent = { event_type: 'buy', filters: [filter('event', 'size'), filter('user', 'gp:plan')] };
const grouped = { ...filteredEvent, group_by: [{ type: 'event', property: 'price' }] };

describe('the names that a question takes from the project', () => {
  const ofSegments = [
    { type: 'event', name: 'form', filtered: true },
    { type: 'user', name: 'country', filtered: true },
  ];
  const ofEvent = [
    { type: 'event', name: 'size', filtered: true },
    { type: 'user', name: 'gp:plan', filtered: true },
  ];
  interface Case {
    of: string;
    tool: Tool;
    args: Record<string, unknown>;
    events: string[];
    properties: object[];
  }
  const cases: Case[] = [
    {
      of: 'segmentation: of both events and of segments, every property once',
      tool: eventSegmentation,
      args: { events: [grouped, 'pay'], segments, group_by: 'country', metric: 'totals' },
      events: ['buy', 'pay', 'signed up'],
      properties: [...ofEvent, ...ofSegments, { type: 'event', name: 'price' }],
    },
    {
      of: 'a funnel',
      tool: funnel,
      args: { events: ['view', 'buy', 'view'], group_by: 'os' },
      events: ['view', 'buy'],
      properties: [{ type: 'user', name: 'os' }],
    },
    {
      of: 'retention: of both its events',
      tool: retention,
      args: { start_event: '[Amplitude] New User', return_event: filteredEvent, segments },
      events: ['_new', 'buy', 'signed up'],
      properties: [...ofEvent, ...ofSegments],
    },
    { of: 'active users', tool: activeUsers, args: { segments }, events: ['signed up'], properties: ofSegments },
    {
      of: 'LTV',
      tool: revenueLtv,
      args: { group_by: 'platform' },
      events: [],
      properties: [{ type: 'user', name: 'platform' }],
    },
    {
      of: 'composition',
      tool: userComposition,
      args: { property: 'gp:plan' },
      events: [],
      properties: [{ type: 'user', name: 'gp:plan' }],
    },
  ];

  it.each(cases)('are known of $of', ({ tool, args, events, properties }) => {
    const { names } = bind(tool, args);
    expect(names.events).toEqual(events);
    expect(names.properties).toHaveLength(properties.length);
    expect(names.properties).toEqual(expect.arrayContaining(properties));
  });
});
