import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { cover } from '../../src/report/cover.ts';
import { label } from '../../src/report/label.ts';
import { rowPerItem } from '../../src/report/later-rows.ts';
import { nearest } from '../../src/report/nearest.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, percent, plural } from '../../src/report/number.ts';
import type { Cell, Report, ReportContext, Table } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { type Event, listedEvents, marksOf, namesOf } from './list-events-event.ts';

const reading = noteOf('reading');

const input = z.strictObject({
  search: z.string().min(1).optional().describe('Part of a name; the nearest names when none has it'),
  limit: z.number().int().min(1).max(10_000).optional().describe('Most events to list; default all'),
});
type Input = z.output<typeof input>;

const response = answerOf(listedEvents);

/** GET /api/2/events/list: "the list of events with the current week's totals". */
export const listEvents = defineTool({
  name: 'amplitude_list_events',
  title: 'List of events',
  description:
    "The project's event names with this week's totals, most frequent first: call it before asking about events whose " +
    'exact names are unknown. For figures over other ranges use amplitude_event_segmentation. Cost: 1.',
  vendor: amplitude,
  endpoint: '/api/2/events/list',
  input,
  request: () => ({ path: '/api/2/events/list', query: [] }),
  response,
  charts: [
    { kind: 'bars', table: 'events', title: 'Events this week so far', name: 'event_type', figure: 'totals_this_week' },
  ],
  report: ([answer], q, context) => tell(answer, q, context),
});

function tell(answer: z.output<typeof response>, q: Input, context: ReportContext): Report {
  const events = answer.data;
  const { found, near } = find(events, q.search);
  const ranked = near ? found : found.toSorted((a, b) => (b.totals ?? -1) - (a.totals ?? -1));
  const listed = ranked.slice(0, q.limit);
  if (listed.length === 0) return nothing(events.length, q, envelopeNotes(answer, context));
  return {
    headline: [opening({ found: found.length, all: events.length, listed: listed.length, near }, q), top(listed)],
    tables: [eventTable(listed, near)],
    notes: [
      ...shareNote(ranked, near),
      noteOf('partial')(
        'The week still runs, so totals are not of a whole week; and the list is not a complete catalogue: an event missing here may still have data.',
      ),
      ...envelopeNotes(answer, context),
    ],
  };
}

const shown = 15;

/** Which part of all listed events the first rows are: an event is of one type, so that totals add up. */
function shareNote(ranked: readonly Event[], near: boolean): Note[] {
  const part = near
    ? null
    : cover(
        ranked.map(({ totals }) => totals),
        shown,
      );
  return part === null
    ? []
    : [
        reading(
          `The ${shown} most frequent are ${percent(part)} of the events of these ${count(ranked.length)} names.`,
        ),
      ];
}

/** Names that hold the words, else those most like them. */
function find(events: readonly Event[], search: string | undefined): { found: Event[]; near: boolean } {
  if (search === undefined) return { found: [...events], near: false };
  const wanted = search.trim().toLowerCase();
  const found = events.filter((one) => namesOf(one).some((name) => name.toLowerCase().includes(wanted)));
  if (found.length > 0) return { found, near: false };
  const names = nearest(search, [...new Set(events.flatMap(namesOf))], 10);
  const best = names.flatMap((name) => events.filter((one) => namesOf(one).includes(name)));
  return { found: [...new Set(best)], near: true };
}

interface Sizes {
  found: number;
  all: number;
  listed: number;
  near: boolean;
}

function opening({ found, all, listed, near }: Sizes, { search }: Input): string {
  const cut = listed < found ? `, the first ${listed} of them listed` : '';
  if (search === undefined) return `${plural(all, 'event')}${cut}, by this week's totals so far.`;
  const words = `"${label(search, 40)}"`;
  if (near) return `None of ${plural(all, 'event')} has ${words} in its name; nearest names first${cut}.`;
  return `${count(found)} of ${plural(all, 'event')} with ${words} in the name${cut}, by this week's totals so far.`;
}

function top(listed: readonly Event[]): string {
  return `${listed
    .slice(0, 3)
    .map((one) => `${label(namesOf(one)[0] ?? '', 40)}: ${count(one.totals)}`)
    .join('; ')} (events this week so far).`;
}

function eventTable(listed: readonly Event[], near: boolean): Table {
  return {
    name: 'events',
    title: near ? 'nearest names first' : "by this week's totals so far; totals are numbers of events",
    columns: [
      { name: 'event_type', type: 'label' },
      { name: 'totals_this_week', type: 'count' },
      { name: 'marks', type: 'label' },
      { name: 'display_name', type: 'label' },
    ],
    rows: rowPerItem(listed, (one): Cell[] => {
      const [raw = '', display = ''] = namesOf(one);
      return [raw, one.totals, marksOf(one), display];
    }),
    show: shown,
  };
}

function nothing(all: number, { search }: Input, notes: readonly Note[]): Report {
  const none =
    all === 0 ? 'Amplitude listed no events.' : `None of ${plural(all, 'event')} is like "${label(search ?? '', 40)}".`;
  return {
    headline: [none],
    tables: [],
    notes: [
      noteOf('doubt')(
        all === 0
          ? 'Likely causes: a project without data this week, or the keys of another project.'
          : 'Next: search for a shorter part of the name, or leave "search" out. The list is not complete: an event missing here may still have data.',
      ),
      ...notes,
    ],
    empty: true,
  };
}
