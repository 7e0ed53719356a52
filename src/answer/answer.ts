import type { CallOptions, Engine } from '../engine.ts';
import { localClock } from '../input/dates.ts';
import { type NameHints, nearNames, withNearNames } from '../names/near-names.ts';
import { createMasks, type Masks } from '../report/mask.ts';
import { noteOf } from '../report/note.ts';
import type { Report } from '../report/report.ts';
import { type Question, questionKey, type Results, type StoredResult } from '../results.ts';
import type { Call, Received, Tool } from '../tool.ts';
import type { Connection } from '../vendor.ts';
import { parseJson } from '../wire/json.ts';
import { askedSentences } from './asked.ts';
import { fetchPages } from './fetch-pages.ts';
import { fetchParts } from './fetch-parts.ts';
import { createFlights, type Flights, type Passenger } from './flights.ts';
import { freshFor } from './freshness.ts';
import { callBudget, planOf } from './plan.ts';
import { createProgress } from './progress.ts';
import { tooDear } from './refuse.ts';

export interface Answered {
  result: StoredResult;
  /** The result's bodies as they were parsed, where they have just been asked for. */
  values?: readonly unknown[];
  report: Report;
  /** For an empty answer: what was asked, and the names that come near those asked for. */
  hints: readonly string[];
  source: Source;
  /** What this call took from the quota, looking up names included. */
  cost: number;
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
    return shared ? { ...value, source: 'shared', cost: 0 } : value;
  } finally {
    progress.end();
  }
}

/** The newest answer to the same question, if it may be given again. */
export async function knownAnswer(asking: Asking): Promise<StoredResult | undefined> {
  return await asking.engine.results.recent(questionOf(asking), freshness);
}

/** What whoever has just asked knows already: the call that has read its pages, and the bodies as they were parsed. */
export interface Known {
  call?: Call;
  values?: readonly unknown[] | undefined;
  /** Those of the earlier range. */
  earlier?: readonly unknown[] | undefined;
}

/** What a stored result says: a pure function of it. */
export function reportOf(
  tool: Tool,
  result: Omit<StoredResult, 'id'>,
  engine: Engine,
  { call = tool.bind({ ...result.input }), values, earlier }: Known = {},
): Report {
  const { compared } = call;
  const { base, cut, zone } = result;
  // One set of masks for both ranges: the same value has the same mask in all that is said of a result.
  const masks = createMasks(engine.config.showPersonalData);
  const received = receivedOf(result, zone, masks, values);
  const report =
    compared === undefined || base === undefined
      ? call.report(received.bodies, received.context, received.parts)
      : compared.report(received, receivedOf(base, zone, masks, earlier));
  const cuts = [cut, base?.cut === undefined ? undefined : `Earlier range: ${base.cut}`];
  return {
    ...report,
    notes: [...cuts.flatMap((text) => (text === undefined ? [] : [missing(text)])), ...report.notes],
  };
}

type Fetched = Pick<StoredResult, 'bodies' | 'parts' | 'fetchedAt'>;

function receivedOf(
  { bodies, parts, fetchedAt }: Fetched,
  zone: string,
  masks: Masks,
  values: readonly unknown[] = bodies.map(parseJson),
): Received {
  const now = new Date(fetchedAt);
  const context = { now, zone, masks, ...localClock(now, zone) };
  return { bodies: values, context, parts };
}

const missing = noteOf('missing');

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
  } catch (fault) {
    throw await withNearNames(fault, namesOf(asking), whole);
  } finally {
    await turn.end();
  }
}

async function again(result: StoredResult, source: Source, asking: Asking, options: CallOptions): Promise<Answered> {
  const report = reportOf(asking.tool, result, asking.engine);
  const { sentences: hints, cost } = await hintsFor(report, asking, { tell: () => {}, ...options });
  return { result, report, hints, source, cost };
}

/** What cannot be read, or does not join, is not kept: it is asked again next time. */
async function askVendor(asking: Asking, whole: Passenger, deadline: number): Promise<Answered> {
  const { tool, engine } = asking;
  const { values, ...fetched } = await fetchAll(asking, whole, deadline);
  const question = questionOf(asking);
  const told = { ...question, ...fetched, fetchedAt: engine.clock.now() };
  const report = reportOf(tool, told, engine, { call: asking.call, values });
  const result = await engine.results.keep({ ...told, personal: told.personal || report.masked === true });
  const { sentences: hints, cost } = await hintsFor(report, asking, whole);
  return { result, values, report, hints, source: 'live', cost: result.cost + cost };
}

async function fetchAll({ tool, call, connection, engine }: Asking, { signal, tell }: Passenger, deadline: number) {
  const trip = { tool, connection, engine, signal, tell, deadline };
  const plan = await planOf(call, tool, connection, engine);
  if (plan.kind === 'refused') throw tooDear(tool, call, connection.limits, plan.reason);
  return plan.kind === 'whole' ? await fetchPages(call, trip) : await fetchParts(plan.parts, trip);
}

/** For an empty answer: what was asked, and which of its names may be wrong. */
async function hintsFor(report: Report, asking: Asking, passenger: Passenger): Promise<NameHints> {
  if (report.empty !== true) return { sentences: [], cost: 0 };
  const { sentences, cost } = await nearNames(namesOf(asking, report.names), passenger);
  return { sentences: [...sentences, ...askedSentences(asking.call, asking.engine)], cost };
}

/** The names of a question, and those that the answer itself tells. */
function namesOf({ tool: { vendor }, call: { names }, connection, engine }: Asking, told: readonly string[] = []) {
  return { names: { ...names, events: [...names.events, ...told] }, vendor, connection, engine };
}

function questionOf({ tool, call, connection }: Asking): Question {
  const { fingerprint: owner, zone } = connection;
  return { tool: tool.name, input: call.input, owner, zone, personal: call.personal };
}

/** By the day on which it was fetched: what moved then is not settled because midnight has passed since. */
function freshness({ input, zone, fetchedAt }: StoredResult): number {
  return freshFor(input, localClock(new Date(fetchedAt), zone).today);
}
