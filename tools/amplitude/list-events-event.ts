import { z } from 'zod';
import { figure } from '../../src/vendors/amplitude/answer.ts';
import { wordOf } from '../../src/vendors/amplitude/user.ts';
import { quickSchema } from '../../src/vendors/quick-schema.ts';
import { isRecord } from '../../src/vendors/usual.ts';

/** An event type of the project. */
export interface Event {
  value: string | null;
  name: string | null;
  display: string | null;
  totals: number | null;
  /** With its marks, as they were sent. */
  sent: Readonly<Record<string, unknown>>;
}

const event = z.looseObject({ totals: figure.optional() }).transform((sent) => eventOf(sent, sent.totals ?? null));

/** All of the list; an event can only be wrong in its total. */
export const listedEvents = quickSchema((sent) => {
  const events = Array.isArray(sent) ? sent.map(usualEvent) : [undefined];
  return events.every((one) => one !== undefined) ? events : undefined;
}, z.array(event));

/** The raw name, which queries take, and the display name where it differs. */
export function namesOf({ value, name, display }: Event): string[] {
  const raw = value || name || display || '(unnamed)';
  return display && display !== raw ? [raw, display] : [raw];
}

/** What the vendor says beside the figures: "deleted, maybe hidden"; "" where that is nothing. */
export function marksOf({ sent }: Event): string {
  const told = Object.entries(marks).map(([name, words]) => {
    const mark = flagOf(sent[name]);
    return mark === null ? `maybe ${words}` : mark ? words : '';
  });
  return told.filter((words) => words !== '').join(', ');
}

const marks = {
  deleted: 'deleted',
  hidden: 'hidden',
  non_active: 'inactive',
  flow_hidden: 'hidden from Pathfinder',
  timeline_hidden: 'hidden in timelines',
  autohidden: 'hidden automatically',
  clusters_hidden: 'hidden from clusters',
  in_waitroom: 'in the waiting room',
} as const;

function usualEvent(sent: unknown): Event | undefined {
  if (!isRecord(sent)) return undefined;
  const { totals } = sent;
  return typeof totals === 'number' && Number.isFinite(totals) ? eventOf(sent, totals) : undefined;
}

function eventOf(sent: Readonly<Record<string, unknown>>, totals: number | null): Event {
  return { value: wordOf(sent.value), name: wordOf(sent.name), display: wordOf(sent.display), totals, sent };
}

/** A mark is no figure: an odd one must not cost the list. Null is one that cannot be understood. */
function flagOf(sent: unknown): boolean | null {
  if (/^(true|1)$/i.test(String(sent))) return true;
  return sent === undefined || sent === null || /^(false|0)?$/i.test(String(sent)) ? false : null;
}
