import type { CallOptions } from '../engine.ts';
import { ToolError } from '../errors.ts';
import { rangeText } from '../report/periods.ts';
import type { Call, Compared } from '../tool.ts';
import { type Answered, type Asking, answer, knownAnswer, reportOf, type Source } from './answer.ts';

/** A call that compares. */
export interface Comparing extends Asking {
  compared: Compared;
}

/**
 * The answer to a call that compares: both ranges are asked side by side, and each is priced, kept and shared like any
 * other answer. Where the vendor has no date filter one answer holds both. Without the earlier range the later one is told.
 */
export async function answerCompared(comparing: Comparing, options: CallOptions): Promise<Answered> {
  const { tool, engine } = comparing;
  const whole = asOne(comparing);
  const known = await knownAnswer(whole);
  if (known !== undefined)
    return { result: known, report: reportOf(tool, known, engine), hints: [], source: 'cached', cost: 0 };
  const { now, before } = await bothAnswers(comparing, options);
  if (before instanceof ToolError) return withoutEarlier(now, before, comparing);
  const { input, bodies, parts, cut, fetchedAt } = before.result;
  const { id: _, ...kept } = now.result;
  const told = {
    ...kept,
    input: whole.call.input,
    base: { input, bodies, parts, cut, fetchedAt },
    cost: kept.cost + before.result.cost,
    personal: kept.personal || before.result.personal,
  };
  const report = reportOf(tool, told, engine, { values: now.values, earlier: before.values });
  const result = await engine.results.keep(told);
  const source = freshest(now.source, before.source);
  return { result, report, hints: now.hints, source, cost: now.cost + before.cost };
}

/** What such a call asks as a whole: its own question, with the comparison in it. */
function asOne({ call, compared, ...asking }: Comparing): Asking {
  return { ...asking, call: { ...call, input: { ...call.input, compare: compared.how } } };
}

/** Throws what the later range fails with, and then calls the earlier one off. */
async function bothAnswers(
  comparing: Comparing,
  options: CallOptions,
): Promise<{ now: Answered; before: Answered | ToolError }> {
  const { call, compared, ...asking } = comparing;
  const ask = (one: Call, signal: AbortSignal) => answer({ ...asking, call: one }, { ...options, signal });
  if (JSON.stringify(call.request) === JSON.stringify(compared.base.request)) {
    const now = await ask(call, options.signal);
    // It was paid for once, and what was not read of it is said once.
    const same = { ...now.result, input: compared.base.input, cost: 0, cut: undefined };
    return { now, before: { ...now, result: same, cost: 0 } };
  }
  const failed = new AbortController();
  const later = ask(call, options.signal).catch((fault: unknown) => {
    failed.abort();
    throw fault;
  });
  const earlier = ask(compared.base, AbortSignal.any([options.signal, failed.signal])).catch(asValue);
  const [now, before] = await Promise.all([later, earlier]);
  return { now, before };
}

function asValue(fault: unknown): ToolError {
  if (fault instanceof ToolError && fault.kind !== 'cancelled') return fault;
  throw fault;
}

/** The later range alone, and first why it is compared with nothing. */
function withoutEarlier(now: Answered, fault: ToolError, { compared }: Comparing): Answered {
  const why = `Not compared: the earlier range (${rangeText(compared.periods.before)}) was not read. ${fault.message}`;
  return { ...now, report: { ...now.report, headline: [why, ...now.report.headline] } };
}

function freshest(one: Source, other: Source): Source {
  return (['live', 'shared', 'cached'] as const).find((source) => source === one || source === other) ?? one;
}
