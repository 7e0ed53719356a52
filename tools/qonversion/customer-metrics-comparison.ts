import { change, count, money, percent, plural, share } from '../../src/report/number.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import type { Cell, Change, ReportContext, Table } from '../../src/tool.ts';
import { lastInstant } from '../../src/vendors/utc.ts';
import type { Counters, Input } from './customer-metrics.ts';
import {
  figure,
  isDocumented,
  type Known,
  knownNames,
  otherCounters,
  rateOf,
  units,
} from './customer-metrics-counters.ts';

export interface CounterSide {
  data: Counters;
  input: Input;
  context: ReportContext;
}

/**
 * Both ranges side by side. All counters move with the time since clients were first seen, and the earlier ones have had
 * more of it. What can be told for certain is that the later range has more clients already.
 */
export function compareCounters(now: CounterSide, before: CounterSide, periods: Periods): Change {
  const gain = certainGain(now, before);
  return {
    declined: gain === null,
    headline: [
      clientsSentence(now, before, periods, gain),
      ageSentence(now, before, gain),
      ...(isDocumented(now.data) || isDocumented(before.data) ? [sideSentence(now.data, before.data)] : []),
    ],
    tables: [comparisonTable(now.data, before.data, gain), otherTable(now.data, before.data)].filter(
      ({ rows }) => rows.length > 0,
    ),
    notes: [],
  };
}

/** By how many clients the later range is ahead: a client that had an event keeps it, so the lead can but grow. */
function certainGain({ data, input }: CounterSide, before: CounterSide): number | null {
  const [clients, earlier] = [figure(data, 'clientsWithEvent'), figure(before.data, 'clientsWithEvent')];
  const fleeting = laterFilters.some((name) => input[name].length > 0) || input.search !== undefined;
  return fleeting || clients === null || earlier === null || clients <= earlier ? null : clients - earlier;
}

/** Filters by what a client bought, is or runs now, and not by where it came from. */
const laterFilters = ['status', 'product_id', 'purchase_currency', 'os_version', 'app_version', 'sdk_version'] as const;

function clientsSentence({ data, input }: CounterSide, before: CounterSide, periods: Periods, gain: number | null) {
  const [clients, earlier] = [figure(data, 'clientsWithEvent'), figure(before.data, 'clientsWithEvent')];
  const known = clients === null && earlier === null ? 'their number is not told' : null;
  const both = known ?? `${count(clients)} clients with events against ${count(earlier)}`;
  const part = gain === null || earlier === 0 ? '' : ` (${change(earlier, clients)})`;
  const more = gain === null ? '' : `, already ${count(gain)} more${part}`;
  return `Clients first seen ${bothRanges(periods)} (UTC, ${input.environment}): ${both}${more}.`;
}

function ageSentence(now: CounterSide, before: CounterSide, gain: number | null): string {
  const hours = (Date.parse(lastInstant(now.input.end)) - Date.parse(lastInstant(before.input.end))) / 3_600_000;
  const age = hours < 48 ? plural(Math.round(hours), 'hour') : plural(Math.round(hours / 24), 'day');
  const rest = gain === null ? '' : ' of the rest';
  return (
    `No change is told${rest}: the earlier clients have had ${age} more to subscribe, cancel and pay, ` +
    'and Qonversion does not tell how they stood at the same age.'
  );
}

/** The figures of both, as they are. */
function sideSentence(now: Counters, before: Counters): string {
  const pair = (words: string, show: (data: Counters) => string) => `${words} ${show(now)} against ${show(before)}`;
  const people = (name: Known) => (data: Counters) => count(figure(data, name));
  return (
    `Side by side: ${pair('active subscribers', people('activeSubscribers'))}, ${pair('active trials', people('activeTrials'))}; ` +
    `${pair('churned subscribers', (data) => percent(rateOf(data, 'churnedSubscribers')))}, ` +
    `${pair('canceled trials', (data) => percent(rateOf(data, 'canceledTrials')))}; ` +
    `${pair('sales', ({ sales }) => money(sales))} (currency not stated).`
  );
}

function comparisonTable(now: Counters, before: Counters, gain: number | null): Table {
  const rows = knownNames.map((name): Cell[] => {
    const [own, other] = [figure(now, name), figure(before, name)];
    const lead = name === 'clientsWithEvent' ? gain : null;
    return [name, units[name], own, other, lead, share(lead, other)];
  });
  return {
    name: 'comparison',
    title: 'as sent; a change only where time cannot undo it',
    columns: [
      { name: 'counter', type: 'label' },
      { name: 'unit', type: 'label' },
      ...['current', 'previous', 'change'].map((name) => ({ name, type: 'number' as const })),
      { name: 'change_percent', type: 'change' },
    ],
    rows: rows.filter(([, , own, other]) => own !== null || other !== null),
    show: rows.length,
  };
}

function otherTable(now: Counters, before: Counters): Table {
  const [own, other] = [new Map(otherCounters(now)), new Map(otherCounters(before))];
  return {
    name: 'compared_other_counters',
    title: 'not documented, as sent; units unknown',
    columns: ['counter', 'current', 'previous'].map((name) => ({ name, type: 'label' as const })),
    rows: [...new Set([...own.keys(), ...other.keys()])].map((name) => [
      name,
      own.get(name) ?? null,
      other.get(name) ?? null,
    ]),
    show: 10,
  };
}
