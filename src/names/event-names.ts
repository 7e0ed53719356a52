import { createFlights, type Flights, type Passenger } from '../answer/flights.ts';
import type { Engine } from '../engine.ts';
import { ToolError } from '../errors.ts';
import { plain } from '../report/label.ts';
import { hasEmail } from '../report/personal-text.ts';
import type { Results } from '../results.ts';
import type { Connection, EventNames, Vendor } from '../vendor.ts';
import { parseJson } from '../wire/json.ts';
import { send } from '../wire/send.ts';

/** A vendor's list of events. */
export interface Listed {
  /** As they are sent, the most frequent first. */
  names: readonly string[];
  /** What this look took from the quota: nothing where the list was known. */
  cost: number;
}

/**
 * The names of a vendor's events, asked when they are first wanted and then at most once an hour; undefined where there
 * is no such list, or it cannot be had now, which is then not tried again for a minute. Throws when it is cancelled only.
 */
export async function eventNames(
  vendor: Vendor,
  connection: Connection,
  engine: Engine,
  passenger: Passenger,
): Promise<Listed | undefined> {
  const { eventNames: source } = vendor;
  if (source === undefined) return undefined;
  const { known, flights } = bookOf(engine.results);
  const found = known.get(connection.fingerprint);
  if (found !== undefined && engine.clock.now() < found.until) return found.names && { names: found.names, cost: 0 };
  const { value, shared } = await flights.join(connection.fingerprint, passenger, async (whole) => {
    const listed = await look(source, vendor, connection, engine, whole);
    const until = engine.clock.now() + (listed === undefined ? retryAfter : lifetime);
    known.set(connection.fingerprint, { names: listed?.names, until });
    return listed;
  });
  return shared && value !== undefined ? { ...value, cost: 0 } : value;
}

/** The names that may be shown to whoever asks: none that cleaning would make another, none with somebody's address. */
export function presentable(names: readonly string[], { config }: Pick<Engine, 'config'>): string[] {
  return names.filter((name) => plain(name) === name && (config.showPersonalData || !hasEmail(name)));
}

// Milliseconds.
const lifetime = 3_600_000;
const retryAfter = 60_000;
const patience = 10_000;

interface Book {
  known: Map<string, { names: readonly string[] | undefined; until: number }>;
  flights: Flights<Listed | undefined>;
}

// By the results, which are one per process.
const books = new WeakMap<Results, Book>();

function bookOf(results: Results): Book {
  const book = books.get(results) ?? { known: new Map(), flights: createFlights() };
  books.set(results, book);
  return book;
}

async function look(
  { endpoint, price, request, read }: EventNames,
  vendor: Vendor,
  connection: Connection,
  { http, limiter, clock }: Engine,
  { signal }: Passenger,
): Promise<Listed | undefined> {
  const deadline = clock.now() + patience;
  try {
    const asked = { vendor, endpoint, connection, price, http, limiter, clock, signal, deadline };
    const { text, cost } = await send(request, asked);
    return { names: read(parseJson(text)), cost };
  } catch (fault) {
    // Names are a help beside the question: that they cannot be had is no reason to fail it.
    if (fault instanceof ToolError && fault.kind !== 'cancelled') return undefined;
    throw fault;
  }
}
