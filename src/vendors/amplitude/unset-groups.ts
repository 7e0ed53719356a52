import { label } from '../../report/label.ts';
import { type Note, noteOf } from '../../report/note.ts';
import type { Grouped } from './inputs.ts';
import { type Member, memberGroups } from './member-names.ts';
import { aboutProperty } from './property-names.ts';
import { type Asked, notSet, type SeriesData, seriesNames } from './series.ts';

/**
 * A doubt for what was grouped by and has "(none)" as its only value: a misspelt name is answered so, with everybody in one
 * group that looks like a finding. Groups are values as sent, those of several properties joined by "; ".
 */
export function unsetNotes(properties: readonly Grouped[], groups: readonly string[]): Note[] {
  const rows = groups.map((group) => valuesOf(group, properties.length));
  const unset = properties.filter((_, place) => rows.length > 0 && rows.every((row) => isUnset(row[place])));
  const [users, events] = [namesOf(unset, 'user'), namesOf(unset, 'event')];
  return [...(users.length > 0 ? [userNote(users)] : []), ...(events.length > 0 ? [eventNote(events)] : [])];
}

/** The same of the series of an answer. */
export function unsetSeries(data: SeriesData, { masks: _, ...asked }: Asked): Note[] {
  if (asked.group_by.length === 0) return [];
  return unsetNotes(
    asked.group_by,
    seriesNames(data, asked).map(({ group }) => group),
  );
}

/** The same of funnels, retention or revenue series. */
export function unsetMembers(members: readonly Member[], properties: readonly Grouped[]): Note[] {
  return properties.length === 0 ? [] : unsetNotes(properties, memberGroups(members));
}

const doubt = noteOf('doubt');

/** One value for each property, or none where it cannot be told which is whose. */
function valuesOf(group: string, properties: number): string[] {
  const values = group.split('; ');
  if (values.length === properties) return values;
  return isUnset(group) ? Array.from({ length: properties }, () => group) : [];
}

function isUnset(value: string | undefined): boolean {
  return value !== undefined && notSet(value) === notSet('');
}

function namesOf(properties: readonly Grouped[], type: 'user' | 'event'): string[] {
  const named = properties.map((one) => (typeof one === 'string' ? { type: 'user', property: one } : one));
  return [...new Set(named.filter((one) => one.type === type).map(({ property }) => property))];
}

function userNote(names: readonly string[]): Note {
  return doubt(
    [
      `Nobody has a value of ${listed(names)} in the range, so (none) is everybody: the name may be misspelt (custom user properties are written gp:NAME, built-in ones without gp:; user composition shows the values of one).`,
      ...advice(names, 'user'),
    ].join(' '),
  );
}

function eventNote(names: readonly string[]): Note {
  const why = advice(names, 'event').join(' ');
  return doubt(`No event has a value of ${listed(names)} in the range, so (none) is all of them: ${why}`);
}

function listed(names: readonly string[]): string {
  return names.map((name) => label(name, 40)).join(' and ');
}

function advice(names: readonly string[], type: 'user' | 'event'): string[] {
  return names.flatMap((name) => aboutProperty({ type, name }) ?? []);
}
