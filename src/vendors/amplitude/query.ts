import type { Event, Interval, PlainEvent, Segment } from './inputs.ts';

type Pair = readonly [name: string, value: string];

// "Set to -300000, -3600000, 1, 7, or 30 for real-time, hourly, daily, weekly, and monthly counts" (Event segmentation, i)
const intervalCodes: Record<Interval, string> = {
  realtime: '-300000',
  hourly: '-3600000',
  daily: '1',
  weekly: '7',
  monthly: '30',
};

/** `start` and `end` as "formatted YYYYMMDD". */
export function dateQuery({ start, end }: { start: string; end: string }): Pair[] {
  return [
    ['start', start.replaceAll('-', '')],
    ['end', end.replaceAll('-', '')],
  ];
}

export function intervalQuery(interval: Interval): Pair[] {
  return [['i', intervalCodes[interval]]];
}

/** Segments as repeated `s`, each a JSON array of AND-ed conditions; group-bys as `g` and `g2`. */
export function groupQuery({
  segments,
  group_by,
}: {
  segments: readonly Segment[];
  group_by: readonly string[];
}): Pair[] {
  const conditions = segments.map((segment): Pair => ['s', JSON.stringify(segmentJson(segment))]);
  return [...conditions, ...group_by.map((property, index): Pair => [index === 0 ? 'g' : `g${index + 1}`, property])];
}

/** An event as the JSON text that `e`, `e2`, `se` and `re` carry. */
export function eventText(event: Event | PlainEvent): string {
  const { event_type, filters } = event;
  const group_by = 'group_by' in event ? event.group_by.map(({ type, property }) => ({ type, value: property })) : [];
  return JSON.stringify({
    event_type,
    ...(filters.length > 0 ? { filters: filters.map(filterJson) } : {}),
    ...(group_by.length > 0 ? { group_by } : {}),
  });
}

function filterJson({ type, property, operator, values }: Event['filters'][number]) {
  return { subprop_type: type, subprop_key: property, subprop_op: operator, subprop_value: values };
}

function segmentJson({ filters, performed }: Segment) {
  const properties = filters.map(({ property, operator, values }) => ({ prop: property, op: operator, values }));
  const performances = performed.map((one) => ({
    type: 'event',
    event_type: one.event_type,
    filters: one.filters.map(filterJson),
    op: one.operator,
    value: one.count,
    time_type: one.time_type,
    time_value: one.time_value,
  }));
  return [...properties, ...performances];
}
