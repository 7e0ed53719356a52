import type { DemoEvent, DemoUser, PropertyValue } from '../company/types.ts';
import type { Log } from './log.ts';
import { invalid, notSimulated } from './refusal.ts';

/** Reads one property from an event; undefined or '' when it is not set. */
export type Reader = (event: DemoEvent) => PropertyValue | undefined;

export interface PropertyName {
  type: 'event' | 'user';
  name: string;
}

export function propertyReader(log: Log, { type, name }: PropertyName): Reader {
  return type === 'user' ? userProperty(log, name) : eventProperty(log, name);
}

/** "For custom user properties, format the key as gp:name"; the built-in ones have no prefix. */
export function userProperty(log: Log, name: string): Reader {
  if (name === 'userdata_cohort') throw notSimulated('behavioral cohorts (userdata_cohort)');
  if (name === 'paying')
    return (event) => String((log.firstPaid.get(event.user) ?? Number.POSITIVE_INFINITY) <= event.time);
  if (name === 'version') return (event) => event.version;
  const builtIn = builtIns.get(name);
  if (builtIn) return (event) => builtIn(event.user);
  const custom = name.startsWith('gp:') ? name.slice(3) : '';
  if (!log.userProperties.has(custom)) throw invalid(`Invalid user property ${name}`);
  return (event) => event.user.properties[custom];
}

function eventProperty(log: Log, name: string): Reader {
  if (!log.eventProperties.has(name)) throw invalid(`Invalid event property ${name}`);
  return (event) => event.properties[name];
}

/** The page's list, and what its examples use beside it. */
const builtIns = new Map<string, (user: DemoUser) => string>([
  ['country', (user) => user.country],
  ['city', (user) => user.city],
  ['region', (user) => user.region],
  ['DMA', (user) => user.dma],
  ['language', (user) => user.language],
  ['platform', (user) => user.platform],
  ['os', (user) => user.os],
  ['device', (user) => user.device],
  ['device_type', (user) => user.deviceType],
  ['start_version', (user) => user.startVersion],
  ['carrier', (user) => user.carrier],
  ['library', (user) => libraries[user.platform]],
]);

const libraries = {
  iOS: 'amplitude-swift/1.9.2',
  Android: 'amplitude-analytics-android/1.16.8',
  Web: 'amplitude-ts/2.9.3',
};
