import { addDays, startOfDay } from '../company/calendar.ts';
import { type Bucket, bucketAt } from './buckets.ts';
import type { Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { eventsBetween, isActive, type Log } from './log.ts';
import { invalid } from './refusal.ts';

const slotLength = 300_000;

/** Active users in each five minutes of today and yesterday; null for the slots still to come. */
export const realtime: Endpoint = {
  path: '/api/2/realtime',
  parameters: ['i'],
  answer: (call) => {
    const { log, query } = call;
    const interval = query.get('i') ?? '5';
    if (interval !== '5') throw invalid(`Invalid interval ${interval}`);
    const { today } = log.company;
    const data = {
      xValues: Array.from({ length: 288 }, (_, slot) => clock(slot)),
      seriesLabels: ['Today', 'Yesterday'],
      series: [slotsOf(log, today), slotsOf(log, addDays(today, -1))],
    };
    return enveloped(data, call);
  },
};

function slotsOf(log: Log, day: string): (number | null)[] {
  const start = startOfDay(day, log.company.zone);
  const slots: Bucket[] = Array.from({ length: 288 }, (_, index) => {
    const from = start + index * slotLength;
    return { label: '', start: from, end: from + slotLength };
  });
  const users = slots.map(() => new Set<unknown>());
  for (const event of eventsBetween(log, start, start + 288 * slotLength)) {
    if (isActive(event)) users[bucketAt(slots, event.time)]?.add(event.user);
  }
  return slots.map((slot, index) => (slot.start > log.company.now ? null : (users[index]?.size ?? null)));
}

function clock(slot: number): string {
  const minutes = slot * 5;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
