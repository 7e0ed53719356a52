import type { CallOptions, Engine } from './engine.ts';
import { fetchPages } from './fetch-pages.ts';
import { fetchParts } from './fetch-parts.ts';
import { createFlights, type Flights, type Passenger } from './flights.ts';
import { freshFor } from './freshness.ts';
import { localClock } from './input/dates.ts';
import { nearEvents } from './near-events.ts';
import { callBudget, planOf } from './plan.ts';
import { createProgress } from './progress.ts';
import { tooDear } from './refuse.ts';
import type { Report } from './report/report.ts';
import { tellsOfUsers } from './results/about-users.ts';
import { type Question, questionKey, type Results, type StoredResult } from './results.ts';
import type { Call, Tool } from './tool.ts';
import type { Connection } from './vendor.ts';
import { parseJson } from './wire/json.ts';

export interface Answered {
  result: StoredResult;
  report: Report;
  /** For an empty answer: the names that come near those asked for. */
  hints: readonly string[];
  source: Source;
}

/** Asked now for this call; asked now by an identical call; or asked before. */
export type Source = 'live' | 'shared' | 'cached';

/** A call as it meets the engine. */
export interface Asking {
  tool: Tool;
  call: Call;
  connection: Connection;
  engine: Engine;
}

/** The answer to a call: a fresh one that is known, one that is on its way for an identical call, or a new one. */
export async function answer(asking: Asking, options: CallOptions): Promise<Answered> {
  const { engine } = asking;
  const known = await knownAnswer(asking);
  if (known !== undefined) return await again(known, 'cached', asking, options);
  const { signal, onProgress } = options;
  const progress = createProgress(onProgress, engine.clock);
  try {
    const { value, shared } = await onTheirWay(engine.results).join(
      questionKey(questionOf(asking)),
      { signal, tell: progress.tell },
      (whole) => ask(asking, whole),
    );
    return shared ? { ...value, source: 'shared' } : value;
  } finally {
    progress.end();
  }
}

/** The newest answer to the same question, if it may be given again. */
export async function knownAnswer(asking: Asking): Promise<StoredResult | undefined> {
  return await asking.engine.results.recent(questionOf(asking), freshness);
}

/** What a stored result says: a pure function of it. */
export function reportOf(tool: Tool, result: Omit<StoredResult, 'id'>, engine: Engine): Report {
  const now = new Date(result.fetchedAt);
  const context = {
    now,
    zone: result.zone,
    showPersonalData: engine.config.showPersonalData,
    ...localClock(now, result.zone),
  };
  const report = tool.bind({ ...result.input }).report(result.bodies.map(parseJson), context, result.parts);
  return result.cut === undefined ? report : { ...report, notes: [result.cut, ...report.notes] };
}

// By the results in which they will be kept, which are one per process.
const flights = new WeakMap<Results, Flights<Answered>>();

function onTheirWay(results: Results): Flights<Answered> {
  const known = flights.get(results) ?? createFlights<Answered>();
  flights.set(results, known);
  return known;
}

/** Asks the vendor, unless another process is at it and finds the answer first. */
async function ask(asking: Asking, whole: Passenger): Promise<Answered> {
  const { clock, results } = asking.engine;
  const deadline = clock.now() + callBudget;
  const turn = await results.turn(questionOf(asking), freshness, { ...whole, deadline });
  if ('result' in turn) return await again(turn.result, 'shared', asking, whole);
  try {
    return await askVendor(asking, whole, deadline);
  } finally {
    await turn.end();
  }
}

async function again(result: StoredResult, source: Source, asking: Asking, options: CallOptions): Promise<Answered> {
  const report = reportOf(asking.tool, result, asking.engine);
  return { result, report, hints: await hintsFor(report, asking, options), source };
}

/** What cannot be read, or does not join, is not kept: it is asked again next time. */
async function askVendor(asking: Asking, whole: Passenger, deadline: number): Promise<Answered> {
  const { tool, engine } = asking;
  const fetched = await fetchAll(asking, whole, deadline);
  const question = questionOf(asking);
  const personal = question.personal || tellsOfUsers(fetched.bodies);
  const told = { ...question, ...fetched, personal, fetchedAt: engine.clock.now() };
  const report = reportOf(tool, told, engine);
  const result = await engine.results.keep(told);
  return { result, report, hints: await hintsFor(report, asking, whole), source: 'live' };
}

async function fetchAll({ tool, call, connection, engine }: Asking, { signal, tell }: Passenger, deadline: number) {
  const trip = { tool, connection, engine, signal, tell, deadline };
  const plan = await planOf(call, tool, connection, engine);
  if (plan.kind === 'refused') throw tooDear(tool, call, connection.limits, plan.reason);
  return plan.kind === 'whole' ? await fetchPages(call, trip) : await fetchParts(plan.parts, trip);
}

function hintsFor(report: Report, { tool, call, connection, engine }: Asking, { signal }: { signal: AbortSignal }) {
  return nearEvents(report, call, tool, connection, engine, { signal });
}

function questionOf({ tool, call, connection }: Asking): Question {
  const { fingerprint: owner, zone } = connection;
  return { tool: tool.name, input: call.input, owner, zone, personal: call.personal };
}

/** By the day on which it was fetched: what moved then is not settled because midnight has passed since. */
function freshness({ input, zone, fetchedAt }: StoredResult): number {
  return freshFor(input, localClock(new Date(fetchedAt), zone).today);
}
