import type { Engine } from './engine.ts';
import type { Call, Tool } from './tool.ts';
import type { Connection, Request } from './vendor.ts';
import { send, VendorError } from './wire/send.ts';

interface Trip {
  tool: Tool;
  connection: Connection;
  engine: Engine;
  signal: AbortSignal;
  tell: (message: string) => void;
}

/** A call has so long for everything: waiting, tries and pages. */
const callBudget = 45_000;

/**
 * Every page of an answer as text, with what they cost in all. Stops between pages when the call's time is up: the
 * report then sees from the last page that there are more.
 */
export async function fetchPages(call: Call, trip: Trip): Promise<{ bodies: string[]; cost: number }> {
  const deadline = trip.engine.clock.now() + callBudget;
  const pages: { text: string; body: unknown }[] = [];
  let cost = 0;
  let request: Request | null = call.request;
  while (request !== null) {
    if (pages.length > 0) trip.tell(`reading page ${pages.length + 1} of ${trip.tool.vendor.title}`);
    const page = await fetchPage(request, call, trip, deadline);
    cost += page.cost;
    pages.push(page);
    if (trip.engine.clock.now() > deadline - roomForAPage) break;
    request = call.next(
      pages.map(({ body }) => body),
      request,
    );
  }
  return { bodies: pages.map(({ text }) => text), cost };
}

const roomForAPage = 5_000;

/** One page, or what its fallback answers when the vendor refuses the first request. */
async function fetchPage(request: Request, call: Call, trip: Trip, deadline: number) {
  try {
    return await sendOne(request, call, trip, deadline);
  } catch (fault) {
    if (!(fault instanceof VendorError) || fault.status === undefined) throw fault;
    const other = call.fallback(fault.status, request);
    if (other === null) throw fault;
    const page = await sendOne(other, call, trip, deadline);
    return { ...page, cost: page.cost + fault.cost };
  }
}

function sendOne(
  request: Request,
  { price }: Call,
  { tool, connection, engine, signal, tell }: Trip,
  deadline: number,
) {
  const { vendor, endpoint } = tool;
  const { http, limiter, clock } = engine;
  return send(request, {
    ...{ vendor, endpoint, connection, price, http, limiter, clock, signal, deadline },
    onWait: ({ limit, seconds }) =>
      tell(`waiting for ${vendor.title}'s quota (${limit})${seconds === null ? '' : `, about ${seconds} s`}`),
  });
}
