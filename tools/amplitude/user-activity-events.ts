import { z } from 'zod';
import type { Masks } from '../../src/report/mask.ts';
import { remembered } from '../../src/report/remembered.ts';
import { wordOf } from '../../src/vendors/amplitude/user.ts';
import { quickSchema } from '../../src/vendors/quick-schema.ts';
import { isRecord } from '../../src/vendors/usual.ts';
import { condensed, propertiesOf, propertyWords } from './user-activity-properties.ts';
import { type Activity, sortByTime } from './user-activity-tables.ts';

/** What is told of an event; whatever is no word is unknown. */
interface SentEvent {
  type: string | null;
  time: string | null;
  session: string | null;
  platform: string | null;
  version: string | null;
  country: string | null;
  properties: Record<string, unknown>;
}

// All that can be wrong with an event is that it is none.
export const events = quickSchema(
  (sent) => (Array.isArray(sent) && sent.every(isRecord) ? sent.map(eventOf) : undefined),
  z.array(z.looseObject({}).transform(eventOf)),
);

/** The events as they are told, masked, in the order asked for. */
export function activitiesOf(events: readonly SentEvent[], direction: 'latest' | 'earliest', masks: Masks): Activity[] {
  const type = fewWords('event type', masks);
  const session = fewWords('session', masks);
  const platform = fewWords('platform', masks);
  const version = fewWords('version', masks);
  const country = fewWords('country', masks);
  const words = propertyWords(masks);
  const all = events.map((one) => ({
    type: type(one.type) ?? '(no type)',
    time: timeOrNull(one.time),
    session: one.session === '-1' ? 'none' : session(one.session),
    platform: platform(one.platform),
    version: version(one.version),
    country: country(one.country),
    properties: condensed(one.properties, words),
  }));
  return sortByTime(all, direction);
}

export function timeOrNull(time: string | null): string | null {
  return time !== null && /^\d{4}-\d{2}-\d{2}([ T][\d:.]+Z?)?$/.test(time) ? time : null;
}

/** Writes the values of a property of which there are few, whatever the number of events. */
function fewWords(name: string, masks: Masks) {
  const write = remembered((value) => masks.value(name, value));
  return (value: string | null): string | null => (value === null ? null : write(value));
}

function eventOf(sent: Record<string, unknown>): SentEvent {
  return {
    type: wordOf(sent.event_type),
    time: wordOf(sent.event_time),
    session: wordOf(sent.session_id),
    platform: wordOf(sent.platform),
    version: wordOf(sent.version_name),
    country: wordOf(sent.country),
    properties: propertiesOf(sent.event_properties),
  };
}
