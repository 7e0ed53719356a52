import { label } from '../../src/report/label.ts';
import { noteOf } from '../../src/report/note.ts';
import { count, decimal, money, percent, share } from '../../src/report/number.ts';
import type { Cell, Report, ReportContext, Table } from '../../src/tool.ts';
import type { Counters, Input } from './customer-metrics.ts';
import { figure, type Known, knownNames, otherCounters, rateOf, units } from './customer-metrics-counters.ts';
import { notesOf } from './customer-metrics-notes.ts';
import { filterWords, since } from './customer-metrics-query.ts';

const doubt = noteOf('doubt');
const reading = noteOf('reading');

export function tell(data: Counters, q: Input, context: ReportContext): Report {
  const others = otherCounters(data);
  const told = knownNames.filter((name) => figure(data, name) !== null);
  if (told.every((name) => figure(data, name) === 0) && others.every(([, value]) => /^0*(\.0*)?$/.test(value)))
    return nothing(q, told.length + others.length > 0);
  return {
    headline: [
      ...(told.length > 0 ? [people(data, q), rates(data), sales(data)] : []),
      ...(others.length > 0 ? [otherSentence(others)] : []),
    ],
    tables: [counterTable(data, q), otherTable(others)].filter(({ rows }) => rows.length > 0),
    notes: notesOf(data, q, context),
  };
}

function people(data: Counters, q: Input): string {
  const clients = figure(data, 'clientsWithEvent');
  const part = (name: Known, words: string) => {
    const of = shareOfClients(data, q, name);
    return `${count(figure(data, name))} ${words}${of === null ? '' : ` (${percent(of)} of clients)`}`;
  };
  const parts = [
    part('activeSubscribers', 'active subscribers'),
    part('activeTrials', 'active trials'),
    part('billingRetry', 'in billing retry'),
  ];
  return `${count(clients)} clients with events, first seen ${q.start} to ${q.end} (UTC, ${q.environment}): ${parts.join(', ')}.`;
}

function rates(data: Counters): string {
  const [churned, canceled] = [rateOf(data, 'churnedSubscribers'), rateOf(data, 'canceledTrials')];
  return `Rates as sent: churned subscribers ${percent(churned)}, canceled trials ${percent(canceled)}.`;
}

function sales(data: Counters): string {
  const amounts = `Sales ${money(data.sales)}, average price ${money(data.avgPrice)} (currency not stated)`;
  return `${amounts}; average payment count ${decimal(figure(data, 'avgPaymentCount'))}.`;
}

/** A share is told only where the part is one: of all clients, not of those that a status filter left. */
function shareOfClients(data: Counters, q: Input, name: Known): number | null {
  const of = share(figure(data, name), figure(data, 'clientsWithEvent'));
  return q.status.length > 0 || of === null || of > 1 ? null : of;
}

function counterTable(data: Counters, q: Input): Table {
  const rows = knownNames.map((name): Cell[] => {
    const ofClients = units[name] === 'clients' && name !== 'clientsWithEvent' ? shareOfClients(data, q, name) : null;
    return [name, figure(data, name), units[name], ofClients];
  });
  return {
    name: 'counters',
    title: 'as sent',
    columns: [
      { name: 'counter', type: 'label' },
      { name: 'value', type: 'number' },
      { name: 'unit', type: 'label' },
      { name: 'of_clients', type: 'percent' },
    ],
    rows: rows.filter(([, value]) => value !== null),
    show: rows.length,
  };
}

function otherTable(others: readonly [string, string][]): Table {
  return {
    name: 'other_counters',
    title: 'not documented, as sent; units unknown',
    columns: [
      { name: 'counter', type: 'label' },
      { name: 'value', type: 'label' },
    ],
    rows: others.map(([name, value]) => [name, value]),
    show: 10,
  };
}

function otherSentence(others: readonly [string, string][]): string {
  const some = others.slice(0, 6).map(([name, value]) => `${label(name, 30)} ${label(value, 20)}`);
  return `Counters that Qonversion does not document, as sent: ${some.join(', ')}${others.length > 6 ? ', …' : ''}.`;
}

function nothing(q: Input, zeros: boolean): Report {
  const said = zeros ? 'all counters are 0' : 'Qonversion sent no counters';
  const filters = filterWords(q);
  const { from, to } = since(q);
  return {
    headline: [`No customers: ${said} for clients first seen ${q.start} to ${q.end} (UTC, ${q.environment}).`],
    tables: [],
    notes: [
      ...(filters.length > 0 ? [doubt(`Filters: ${label(filters.join('; '), 160)}; leave some out.`)] : []),
      doubt(
        `Likely causes: nobody was first seen in this window (try an earlier "start"), ${q.environment === 'sandbox' ? 'production is meant' : 'purchases are in the sandbox ("environment": "sandbox")'}, or the key is of another project.`,
      ),
      reading(`Window sent: ${from} to ${to} (Unix seconds).`),
    ],
    empty: true,
  };
}
