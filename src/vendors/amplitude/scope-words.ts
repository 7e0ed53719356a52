import { label } from '../../report/label.ts';
import type { Masks } from '../../report/mask.ts';
import { plural } from '../../report/number.ts';
import { estimateProse } from '../../report/tokens.ts';
import { eventWords, usersWords } from './condition-words.ts';
import type { Event, PlainEvent, Segment } from './inputs.ts';

interface Question {
  segments: readonly Segment[];
  events?: readonly (Event | PlainEvent)[];
  /** What the events are called by their place, for those that are asked for twice: "step 1". */
  places?: (index: number) => string;
}

/**
 * Which users and events all figures of an answer are about, cleaned: "Users whose country is Germany, with purchase (platform is
 * Android)"; null where it is everybody and every event. Several segments have their names in the answer itself.
 */
export function scopeWords({ segments, events = [], places = place }: Question, masks: Masks): string | null {
  const [segment, ...others] = segments;
  const users = segment === undefined || others.length > 0 ? '' : usersWords(segment, masks);
  const filtered = filteredWords(events, places, masks);
  if (users === '' && filtered.length === 0) return null;
  const sizes = [160, 90, 50].map((most) => sentence(users, filtered, most));
  return sizes.find((words) => estimateProse(words) <= mostTokens) ?? sentence(users, filtered, 25);
}

/** Every event that has filters; by its place too where another has the same name. */
function filteredWords(events: readonly (Event | PlainEvent)[], places: (index: number) => string, masks: Masks) {
  return events.flatMap((one, index) => {
    if (one.filters.length === 0) return [];
    const isTwice = events.some((other, at) => at !== index && other.event_type === one.event_type);
    return [`${isTwice ? `${places(index)} ` : ''}${eventWords(one, masks)}`];
  });
}

/** Leaves room for the figures, which come behind it. */
const mostTokens = 160;
const mostEvents = 3;

function sentence(users: string, events: readonly string[], most: number): string {
  const told = events.slice(0, mostEvents).map((one) => label(one, most));
  const more = events.length > mostEvents ? [plural(events.length - mostEvents, 'more filtered event')] : [];
  const filtered = told.length === 0 ? [] : [`with ${[...told, ...more].join(', ')}`];
  return capital([...(users === '' ? [] : [label(users, most)]), ...filtered].join(', '));
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function place(index: number): string {
  return `event ${index + 1}`;
}
