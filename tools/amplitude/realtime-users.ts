import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { addDays, isWeekend, weekday } from '../../src/report/calendar.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { change, count, plural } from '../../src/report/number.ts';
import type { Cell, Report, ReportContext, Table } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { asOf } from '../../src/vendors/amplitude/as-of.ts';
import { figureRows } from '../../src/vendors/amplitude/figures.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { findNow, type Now, type Slot } from './realtime-users-slots.ts';

const doubt = noteOf('doubt');
const moved = noteOf('moved');
const missing = noteOf('missing');
const reading = noteOf('reading');

const labels = z.array(z.string()).refine((names) => placeOf(names, 'today') >= 0, {
  error: 'one of the labels must be "Today"',
});

const response = answerOf(
  z.looseObject({
    // 'times in the form "HH:mm"'
    xValues: z.array(z.string().regex(/^\d{2}:\d{2}$/)),
    seriesLabels: labels,
    series: figureRows,
  }),
);
type Data = z.output<typeof response>['data'];

/** GET /api/2/realtime: "active user numbers with 5-minute granularity for the last two days". */
export const realtimeUsers = defineTool({
  name: 'amplitude_realtime_users',
  title: 'Active users right now',
  description:
    'Active users in the latest five minutes, the same time yesterday, and the peak today. ' +
    'For whole days use amplitude_active_users. Cost: 2.',
  vendor: amplitude,
  endpoint: '/api/2/realtime',
  input: z.strictObject({}),
  // "for the last two days"
  cost: () => 2,
  request: () => ({ path: '/api/2/realtime', query: [['i', '5']] }),
  response,
  charts: [
    {
      kind: 'lines',
      table: 'slots',
      title: 'Active users per five minutes, today against yesterday',
      along: 'time',
      figures: ['today', 'yesterday'],
      running: 'today',
    },
  ],
  report: ([answer], _, context) => {
    const told = tell(readSlots(answer.data), { ...context, ...asOf(answer, context) });
    return { ...told, notes: [...told.notes, ...shapeNotes(answer.data), ...envelopeNotes(answer, context)] };
  },
});

function readSlots({ xValues, seriesLabels, series }: Data): Slot[] {
  const today = series[placeOf(seriesLabels, 'today')];
  const yesterday = series[placeOf(seriesLabels, 'yesterday')];
  return xValues.map((at, index) => ({ at, today: today?.[index] ?? null, yesterday: yesterday?.[index] ?? null }));
}

function placeOf(names: readonly string[], day: 'today' | 'yesterday'): number {
  return names.findIndex((name) => name.trim().toLowerCase() === day);
}

function tell(slots: readonly Slot[], context: ReportContext): Report {
  const now = findNow(slots, context.localTime.slice(11));
  if (now === null) return nothing(slots);
  return {
    headline: [...latestSentences(now), ...zeroSentence(now), ...peakSentence(slots, now)],
    tables: [slotTable(slots, now.place)],
    notes: [
      ...clockNote(now, context),
      ...weekdayNote(context),
      reading('Each slot counts its own users: never add slots up.'),
    ],
  };
}

/** A slot that still runs is told, and what is compared is the one before it. */
function latestSentences({ latest, previous, running, zerosAfter }: Now): string[] {
  const name = zerosAfter > 0 ? 'Latest five minutes with anybody active' : 'Latest five minutes';
  if (!running) return [`${name}, from ${latest.at}: ${compared(latest)}.`];
  const soFar = `${name}, from ${latest.at}: ${users(latest.today)} so far, still running (same time yesterday, whole: ${count(latest.yesterday)}).`;
  return previous === null ? [soFar] : [soFar, `The five minutes before, from ${previous.at}: ${compared(previous)}.`];
}

function compared({ today, yesterday }: Slot): string {
  if (yesterday === 0 && today !== null)
    return `${users(today)} against ${count(yesterday)} at the same time yesterday`;
  return `${users(today)}, ${change(yesterday, today)} against the same time yesterday (${count(yesterday)})`;
}

function zeroSentence({ zerosAfter }: Now): string[] {
  if (zerosAfter === 0) return [];
  return [`The ${plural(zerosAfter, 'slot')} since then: 0 users, or not counted yet.`];
}

function peakSentence(slots: readonly Slot[], { wraps }: Now): string[] {
  const peak = slots.reduce<Slot | null>(
    (best, slot) => (slot.today !== null && (best === null || slot.today > (best.today ?? 0)) ? slot : best),
    null,
  );
  if (peak === null) return [];
  return [`Peak ${wraps ? 'of the 24 hours' : 'today'}: ${users(peak.today)} in the five minutes from ${peak.at}.`];
}

function users(value: number | null): string {
  return value === null ? 'n/a' : plural(value, 'active user');
}

// Data may come some minutes late; an hour or more is a wrong zone or a stopped feed.
function clockNote({ lag, wraps }: Now, { localTime, zone }: ReportContext): Note[] {
  const over = wraps
    ? [reading('The slots run over midnight: "today" is the last 24 hours, "yesterday" the 24 before.')]
    : [];
  if (lag > -10 && lag < 30) return over;
  const drift = `${plural(Math.abs(lag), 'minute')} ${lag < 0 ? 'ahead of' : 'behind'} the local time ${localTime.slice(11)} (${zone})`;
  return [doubt(`The figures are ${drift}: data is late, or AMPLITUDE_TIMEZONE is not the project's zone.`), ...over];
}

/** Only a weekend beside a working day misleads. */
function weekdayNote({ today }: ReportContext): Note[] {
  const yesterday = addDays(today, -1);
  if (isWeekend(today) === isWeekend(yesterday)) return [];
  const days = `${weekday(today)} against ${weekday(yesterday)}`;
  return [moved(`Today against yesterday is ${days}, so part of the change is the weekday's.`)];
}

function slotTable(slots: readonly Slot[], place: number): Table {
  const [past, future] = [slots.slice(0, place + 1), slots.slice(place + 1)];
  return {
    name: 'slots',
    title: 'active users per five minutes, latest first, then what followed yesterday',
    columns: [
      { name: 'time', type: 'label' },
      { name: 'today', type: 'count' },
      { name: 'yesterday', type: 'count' },
    ],
    rows: [...past.reverse(), ...future].map(({ at, today, yesterday }): Cell[] => [at, today, yesterday]),
    show: 6,
  };
}

function shapeNotes({ xValues, seriesLabels, series }: Data): Note[] {
  const today = series[placeOf(seriesLabels, 'today')];
  return [
    ...(placeOf(seriesLabels, 'yesterday') < 0 ? [missing('Amplitude sent no figures of yesterday.')] : []),
    ...(today !== undefined && today.length > xValues.length ? [doubt('Amplitude sent more figures than times.')] : []),
  ];
}

function nothing(slots: readonly Slot[]): Report {
  return {
    headline: ['No data: Amplitude has no active users of today yet.'],
    tables: slots.length === 0 ? [] : [slotTable(slots, slots.length - 1)],
    notes: [
      doubt(
        'Likely causes: the day has only begun, nobody is active, or the wrong project or region. Next: amplitude_active_users for earlier days.',
      ),
    ],
    empty: true,
  };
}
