import { shortened } from '../../report/label.ts';
import type { Masks } from '../../report/mask.ts';
import { plural } from '../../report/number.ts';
import type { Event, PlainEvent, Segment } from './inputs.ts';

type Performed = Segment['performed'][number];
type Filter = Event['filters'][number];
type Condition = Segment['filters'][number];

/** What is personal in conditions is shown as its mask; without masks words are for comparing, not for showing. */
type Hiding = Pick<Masks, 'emails' | 'named'>;

/** The conditions of a segment in plain words: "country is DE or AT and performed Buy at least 2 times"; "" for everybody. */
export function segmentWords({ filters, performed }: Segment, masks: Hiding = asTheyAre): string {
  return listed([
    ...filters.map((one) => conditionWords(one, masks)),
    ...performed.map((one) => performedWords(one, masks)),
  ]);
}

/** The users of a segment in plain words: "users whose country is DE or AT and who performed …"; "" for everybody. */
export function usersWords({ filters, performed }: Segment, masks: Hiding = asTheyAre): string {
  const whose = listed(filters.map((one) => conditionWords(one, masks)));
  const who = listed(performed.map((one) => performedWords(one, masks)));
  const told = [...(whose === '' ? [] : [`whose ${whose}`]), ...(who === '' ? [] : [`who ${who}`])].join(' and ');
  return told === '' ? '' : `users ${told}`;
}

/** An event and its filters in plain words: "purchase (platform is Android)"; its bare name where there are none. */
export function eventWords({ event_type, filters }: Event | PlainEvent, masks: Hiding = asTheyAre): string {
  return filters.length === 0 ? event_type : `${piece(event_type, 40, masks)} (${filterWords(filters, masks)})`;
}

const asTheyAre: Hiding = { emails: (text) => text, named: (_, value) => value };

function performedWords({ event_type, operator, count, time_type, time_value, filters }: Performed, masks: Hiding) {
  const event = piece(event_type, 40, masks);
  const about = filters.length === 0 ? event : `${event} (${filterWords(filters, masks)})`;
  return `performed ${about} ${counts[operator]} ${plural(count, 'time')}${timeWords(time_type, time_value)}`;
}

// Not as signs: these would be escaped wherever they are printed.
const counts: Record<Performed['operator'], string> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'fewer than',
  '=': 'exactly',
  '!=': 'not exactly',
};

/** The vendor does not define its three times, so that these are its own words; nothing for the default. */
function timeWords(type: Performed['time_type'], days: number): string {
  if (type === 'allTime') return ' at any time';
  if (type === 'currentInterval') return ' in the current interval';
  return days === 30 ? '' : ` in each interval of ${days} days`;
}

/** A user's property is told from an event's, which is named alone. */
function filterWords(filters: readonly Filter[], masks: Hiding): string {
  return listed(filters.map((one) => `${one.type === 'user' ? "user's " : ''}${conditionWords(one, masks)}`));
}

function conditionWords({ property, operator, values }: Condition, masks: Hiding): string {
  const told = values.map((value) => valueWords(masks.named(property, value), masks));
  return `${piece(property, 40, masks)} ${operators[operator] ?? operator} ${valuesWords(told)}`;
}

const operators: Readonly<Record<string, string>> = {
  less: 'is less than',
  'less or equal': 'is at most',
  greater: 'is greater than',
  'greater or equal': 'is at least',
};

function valuesWords(values: readonly string[]): string {
  if (values.length > mostValues)
    return `${values.slice(0, mostValues - 1).join(', ')} and ${values.length - mostValues + 1} more`;
  return values.join(' or ') || '(no value)';
}

function valueWords(value: string, masks: Hiding): string {
  return value === '' ? '(empty)' : piece(value, 30, masks);
}

function piece(text: string, most: number, masks: Hiding): string {
  return shortened(masks.emails(text), most);
}

const mostValues = 3;
const mostConditions = 3;

function listed(conditions: readonly string[]): string {
  const more = conditions.length - mostConditions;
  const told = conditions.slice(0, mostConditions).join(' and ');
  return more > 0 ? `${told} and ${plural(more, 'more condition')}` : told;
}
