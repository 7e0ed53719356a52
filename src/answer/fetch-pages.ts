import type { Engine } from '../engine.ts';
import { ToolError } from '../errors.ts';
import type { Call, Tool } from '../tool.ts';
import type { Connection, Request } from '../vendor.ts';
import { send, VendorError } from '../wire/send.ts';

export interface Trip {
  tool: Tool;
  connection: Connection;
  engine: Engine;
  signal: AbortSignal;
  tell: (message: string) => void;
  /** The clock's milliseconds at which the call's time is up. */
  deadline: number;
}

export interface Fetched {
  bodies: string[];
  /** The same as they were parsed: they may be large, so nobody parses them again who has just asked for them. */
  values: unknown[];
  /** What they took from the quota in all. */
  cost: number;
  /** The inputs of the parts that the bodies answer, where the call was split. */
  parts?: Call['input'][];
  /** Why the pages after these were not read; left out where all were. */
  cut?: string;
}

/**
 * Every page of an answer as text, with what they cost in all. What was read is not lost when the call's time is up or
 * the vendor fails at a later page: the report then sees from the last page that there are more.
 */
export async function fetchPages(call: Call, trip: Trip): Promise<Fetched> {
  const { clock } = trip.engine;
  const pages: { text: string; body: unknown; cost: number; milliseconds: number }[] = [];
  const fetched = (): Fetched => ({
    bodies: pages.map(({ text }) => text),
    values: pages.map(({ body }) => body),
    cost: pages.reduce((sum, { cost }) => sum + cost, 0),
  });
  for (let request: Request | null = call.request; request !== null; ) {
    const began = clock.now();
    if (pages.length > 0) {
      trip.tell(`reading page ${pages.length + 1} of ${trip.tool.vendor.title}`);
      const slowest = Math.max(leastRoom, ...pages.map(({ milliseconds }) => milliseconds));
      if (began + slowest > trip.deadline)
        return { ...fetched(), cut: `A call's time was over after ${pages.length} pages.` };
    }
    try {
      const page = await fetchPage(request, call, trip);
      pages.push({ ...page, milliseconds: clock.now() - began });
    } catch (fault) {
      if (pages.length === 0 || !(fault instanceof ToolError) || fault.kind === 'cancelled') throw fault;
      return { ...fetched(), cut: `Page ${pages.length + 1} was not read: ${fault.message}` };
    }
    request = call.next(
      pages.map(({ body }) => body),
      request,
    );
  }
  return fetched();
}

/** Milliseconds that a further page is given at least. */
const leastRoom = 5_000;

/** One page, or what its fallback answers when the vendor refuses the first request. */
async function fetchPage(request: Request, call: Call, trip: Trip) {
  try {
    return await sendOne(request, call, trip);
  } catch (fault) {
    if (!(fault instanceof VendorError) || fault.status === undefined) throw fault;
    const other = call.fallback(fault.status, request);
    if (other === null) throw fault;
    const page = await sendOne(other, call, trip);
    return { ...page, cost: page.cost + fault.cost };
  }
}

function sendOne(
  request: Request,
  { price, personal }: Call,
  { tool, connection, engine, signal, tell, deadline }: Trip,
) {
  const { vendor, endpoint } = tool;
  const { http, limiter, clock } = engine;
  const { showPersonalData } = engine.config;
  return send(request, {
    ...{ vendor, endpoint, connection, price, http, limiter, clock, signal, deadline, showPersonalData, personal },
    onWait: ({ limit, seconds }) =>
      tell(`waiting for ${vendor.title}'s quota (${limit})${seconds === null ? '' : `, about ${seconds} s`}`),
  });
}
