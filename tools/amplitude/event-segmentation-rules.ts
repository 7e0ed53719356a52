import type { Event, Interval } from '../../src/vendors/amplitude/inputs.ts';

export interface Rules {
  events: readonly Event[];
  metric: string;
  interval: Interval;
  formula?: string | undefined;
  rolling_window?: number | undefined;
  rolling_average?: number | undefined;
  limit?: number | undefined;
}

// "Property metrics: histogram, sums, or value_avg."
const propertyMetrics = ['histogram', 'sums', 'value_avg'];

export function isPropertyMetric(metric: string): boolean {
  return propertyMetrics.includes(metric);
}

/** Whether a formula measures a property of its events, which is then their first group-by: PROPSUM(A), PERCENTILE(A, 0.9). */
export function measuresProperty(formula: string): boolean {
  return /\b(?:PROP\w+|PERCENTILE|HIST)\s*\(/i.test(formula);
}

/** What is wrong between the arguments of event segmentation, as sentences. */
export function segmentationMistakes(q: Rules): string[] {
  return [...formulaMistakes(q), ...propertyMistakes(q), ...rollingMistakes(q), ...boundMistakes(q)];
}

/** "formula: Optional, but required if m is set to formula." */
function formulaMistakes({ metric, formula, events }: Rules): string[] {
  if (metric !== 'formula') {
    return formula === undefined
      ? []
      : [`"formula" works only with "metric": "formula", and the metric is "${metric}": change one of them.`];
  }
  if (formula === undefined)
    return ['"metric": "formula" needs "formula", for instance "UNIQUES(A)/UNIQUES(B)", where A and B are the events.'];
  const named = formulaEvents(formula);
  const unknown = named.filter((letter) => letter !== 'A' && letter !== 'B');
  return [
    ...(unknown.length === 0
      ? []
      : [`"formula" can name A (the first event) and B (the second) only; it names ${unknown.join(', ')}.`]),
    ...(named.includes('B') && events.length < 2 ? ['"formula" names B, so "events" needs a second event.'] : []),
    ...(named.length === 0
      ? ['"formula" names no event: use functions of A and B, such as "TOTALS(A)/UNIQUES(A)".']
      : []),
    ...measuredEvents(formula).flatMap((letter) => unmeasured(letter, events)),
  ];
}

/** A measured property is the first group-by of its event, so that an event without any has none. */
function unmeasured(letter: string, events: readonly Event[]): string[] {
  const place = 'AB'.indexOf(letter);
  const event = place < 0 ? undefined : events[place];
  if (event === undefined || event.group_by.length > 0) return [];
  return [
    `"formula" measures a property of ${letter}: name it as "group_by": [{"type": "event", "property": "…"}] inside the ${place === 0 ? 'first' : 'second'} of "events".`,
  ];
}

/** The events whose property a formula measures, each once: A in PROPSUM(A)/TOTALS(B). */
function measuredEvents(formula: string): string[] {
  const measured = formula.toUpperCase().matchAll(/\b(?:PROP\w+|PERCENTILE|HIST)\s*\(\s*([A-Z])(?!\w)/g);
  return [...new Set([...measured].flatMap(([, letter]) => letter ?? []))].sort();
}

/** The single letters of a formula, in capitals, each once: the events that it is about. */
export function formulaEvents(formula: string): string[] {
  return [...new Set(formula.toUpperCase().match(/(?<![\w.])[A-Z](?!\w)/g) ?? [])].sort();
}

/** "To use property metrics, you must include a valid group by value in parameter e." */
function propertyMistakes({ metric, events }: Rules): string[] {
  if (!isPropertyMetric(metric) || (events[0]?.group_by.length ?? 0) > 0) return [];
  return [
    `"metric": "${metric}" is about a property: name it as "group_by": [{"type": "event", "property": "…"}] inside the first of "events".`,
  ];
}

/** "pass in the number of days/weeks/months with which to compute a rolling window over" */
function rollingMistakes({ metric, interval, rolling_window, rolling_average }: Rules): string[] {
  const given = Object.entries({ rolling_window, rolling_average }).filter(([, length]) => length !== undefined);
  const [first] = given.map(([name]) => `"${name}"`);
  if (first === undefined) return [];
  return [
    ...(given.length > 1 ? ['"rolling_window" and "rolling_average" exclude each other: keep one.'] : []),
    ...(interval === 'hourly' || interval === 'realtime'
      ? [`${first} counts days, weeks or months: use "interval": "daily", "weekly" or "monthly", or leave it out.`]
      : []),
    ...(metric === 'histogram' ? [`${first} needs points in time, and a histogram has bins: leave it out.`] : []),
  ];
}

// "The number of Group By values returned (default: 100). The limit is 1000."
export const mostGroups = 1_000;
const mostPeriods = 365;

/** Bounds of numbers, here instead of in the listed schema, where every model would read them in every chat. */
function boundMistakes({ limit, rolling_window, rolling_average }: Rules): string[] {
  const bounds = Object.entries({ rolling_window, rolling_average }).map(([name, value]) => ({
    name,
    value,
    most: mostPeriods,
  }));
  return [{ name: 'limit', value: limit, most: mostGroups }, ...bounds].flatMap(({ name, value, most }) =>
    value === undefined || (value >= 1 && value <= most)
      ? []
      : [`"${name}" must be 1 to ${most.toLocaleString('en-US')}; it is ${value}.`],
  );
}
