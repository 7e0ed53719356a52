import { ToolError } from '../errors.ts';

/** Work that is under way, each piece for everybody who wants the same. */
export interface Flights<Value> {
  /**
   * Joins the work of this key, or begins it where nobody is at it. Errors are shared like values. Who cancels leaves
   * alone; the work is cancelled when nobody is left.
   */
  join(key: string, passenger: Passenger, work: Work<Value>): Promise<{ value: Value; shared: boolean }>;
}

export interface Passenger {
  signal: AbortSignal;
  /** Told what the work waits for. */
  tell(message: string): void;
}

/** `whole.signal` aborts when nobody waits any more, at the end of the work too: what it left running is called off. */
export type Work<Value> = (whole: Passenger) => Promise<Value>;

export function createFlights<Value>(): Flights<Value> {
  const flights = new Map<string, Flight<Value>>();

  function begin(key: string, work: Work<Value>): Flight<Value> {
    const over = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const flight = takeOff(work, over);
    flights.set(key, flight);
    return flight;
  }

  return {
    async join(key, passenger, work) {
      if (passenger.signal.aborted) throw cancelled();
      const running = flights.get(key);
      const flight = running ?? begin(key, work);
      return { value: await flight.board(passenger), shared: running !== undefined };
    },
  };
}

interface Flight<Value> {
  board(passenger: Passenger): Promise<Value>;
}

/** `over` is called once nobody may join any more: the work has ended, or everybody has left. */
function takeOff<Value>(work: Work<Value>, over: () => void): Flight<Value> {
  const abandoned = new AbortController();
  const passengers = new Set<Passenger>();
  let last: string | undefined;
  const tell = (message: string) => {
    last = message;
    for (const passenger of passengers) passenger.tell(message);
  };
  // A moment later, so that whoever begins the work is aboard when it first speaks.
  const outcome = Promise.resolve().then(() => work({ signal: abandoned.signal, tell }));
  outcome.then(over, over);

  function leave(passenger: Passenger): void {
    passengers.delete(passenger);
    if (passengers.size > 0) return;
    over();
    abandoned.abort();
  }

  return {
    async board(passenger) {
      passengers.add(passenger);
      if (last !== undefined) passenger.tell(last);
      return await untilCancelled(outcome, passenger.signal).finally(() => leave(passenger));
    },
  };
}

function untilCancelled<Value>(outcome: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(cancelled());
    signal.addEventListener('abort', leave, { once: true });
    outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function cancelled(): ToolError {
  return new ToolError('cancelled', 'The call was cancelled.');
}
