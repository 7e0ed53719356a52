import { addDays, startOfDay, startOfWeek } from '../company/calendar.ts';
import type { Endpoint } from './endpoint.ts';
import { eventsBetween, inactiveTypes, type Log } from './log.ts';

/** The event types with the totals of the running week and what changed against the whole week before. */
export const eventsList: Endpoint = {
  path: '/api/2/events/list',
  parameters: [],
  answer: ({ log }) => {
    const [thisWeek, lastWeek] = [weekTotals(log, 0), weekTotals(log, -7)];
    const names = [...new Set(log.events.map(({ type }) => type))].sort();
    const data = [
      ...names.map((name, index) => listed(name, index, thisWeek.get(name) ?? 0, lastWeek.get(name) ?? 0)),
      ...retired.map((name, index) => ({ ...listed(name, names.length + index, 0, 0), ...retiredFlags(name) })),
    ];
    return { data };
  },
};

/** Names that the app of earlier years sent; no event of the log has them. */
const retired = ['cart_opened_legacy', 'debug_ping'];

function listed(name: string, index: number, totals: number, before: number) {
  return {
    id: 4_200_000_000 + index,
    name,
    value: name,
    display: name,
    totals,
    totals_delta: totals - before,
    non_active: inactiveTypes.has(name),
    deleted: false,
    hidden: false,
    flow_hidden: false,
    timeline_hidden: false,
    autohidden: false,
    clusters_hidden: false,
    in_waitroom: false,
    waitroom_approved: null,
  };
}

function retiredFlags(name: string) {
  return name === 'debug_ping' ? { hidden: true, flow_hidden: true } : { deleted: true, display: null, totals: null };
}

function weekTotals(log: Log, shift: number): Map<string, number> {
  const { today, zone } = log.company;
  const monday = addDays(startOfWeek(today), shift);
  const totals = new Map<string, number>();
  for (const { type } of eventsBetween(log, startOfDay(monday, zone), startOfDay(addDays(monday, 7), zone))) {
    totals.set(type, (totals.get(type) ?? 0) + 1);
  }
  return totals;
}
