import type { CallOptions, Engine } from './engine.ts';
import { ToolError } from './errors.ts';
import { label } from './report/label.ts';
import { nearest } from './report/nearest.ts';
import type { Report } from './report/report.ts';
import type { Call, Tool } from './tool.ts';
import type { Connection } from './vendor.ts';
import { parseJson } from './wire/json.ts';
import { send } from './wire/send.ts';

const patience = 10_000;

/** For an empty answer: whether the vendor lists the events that were asked for, and which names come near. */
export async function nearEvents(
  report: Report,
  { names }: Call,
  { vendor }: Tool,
  connection: Connection,
  engine: Engine,
  { signal }: CallOptions,
): Promise<string[]> {
  const source = vendor.eventNames;
  if (report.empty !== true || names.length === 0 || source === undefined) return [];
  try {
    const { http, limiter, clock } = engine;
    const { endpoint, price, request } = source;
    const deadline = clock.now() + patience;
    const { text } = await send(request, {
      ...{ vendor, endpoint, connection, price, http, limiter, clock, signal, deadline },
    });
    return names.flatMap((name) => aboutName(name, source.read(parseJson(text))));
  } catch (fault) {
    // The question is answered already: that no hint can be had is no reason to fail it.
    if (fault instanceof ToolError && fault.kind !== 'cancelled') return [];
    throw fault;
  }
}

function aboutName(name: string, known: readonly string[]): string[] {
  if (known.includes(name) || /^(_|ce:)/.test(name)) return [];
  const near = nearest(name, known).map((one) => `"${label(one)}"`);
  const hint = near.length > 0 ? `the nearest are ${near.join(', ')}` : `it has ${known.length} names, none like it`;
  return [`The project's event list (not always complete) has no "${label(name)}": ${hint}.`];
}
