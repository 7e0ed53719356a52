import type { Names } from '../../tool.ts';
import type { PropertyName } from '../../vendor.ts';
import type { Event, PlainEvent, Segment } from './inputs.ts';

interface Named {
  events?: readonly (Event | PlainEvent)[];
  segments?: readonly Segment[];
  /** Names of user properties. */
  group_by?: readonly string[];
}

/** Every name that a question takes from the project: of events, also of those that segments have performed, and of properties. */
export function namesIn({ events = [], segments = [], group_by = [] }: Named): Names {
  const performed = segments.flatMap((segment) => segment.performed);
  const all = [...events, ...performed];
  const grouped = events.flatMap((event) => ('group_by' in event ? event.group_by : []));
  return {
    events: [...new Set(all.map(({ event_type }) => event_type))],
    // Filters first: of a property that is also grouped by, its values count.
    properties: unique([
      ...all.flatMap(({ filters }) => filters).map((one) => ({ ...nameOf(one), filtered: true })),
      ...segments.flatMap(({ filters }) => filters).map((one) => ({ ...userProperty(one.property), filtered: true })),
      ...grouped.map(nameOf),
      ...group_by.map(userProperty),
    ]),
  };
}

function nameOf({ type, property }: { type: PropertyName['type']; property: string }): PropertyName {
  return { type, name: property };
}

function userProperty(name: string): PropertyName {
  return { type: 'user', name };
}

function unique(names: readonly PropertyName[]): PropertyName[] {
  const isFirst = ({ type, name }: PropertyName, index: number) =>
    names.findIndex((other) => type === other.type && name === other.name) === index;
  return names.filter(isFirst);
}
