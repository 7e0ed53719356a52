import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { logFault } from '../log.ts';
import type { Price } from '../vendor.ts';
import { createBell } from './bell.ts';
import { bury, type Edit, queue, release, withdraw } from './edits.ts';
import { type Lease, openLease } from './lease.ts';
import { type Ledger, lapse } from './ledger.ts';
import type { Place } from './place.ts';
import { neverFits, noRoom } from './refusal.ts';
import type { Decision } from './serve.ts';
import type { LedgerStore } from './store.ts';
import { type Holding, type Turn, turn, type Visitor } from './turn.ts';

/** One who waits for room in one key's quota. */
export interface Waiter {
  price: Price;
  place: Place<Lease>;
  /** When it gives up, by the clock of this process. */
  leaveBy: number;
  /** Told the reason whenever it changes. `seconds` is null where the wait depends on other calls. */
  onWait: (waiting: Waiting) => void;
}

export interface Waiting {
  limit: string;
  seconds: number | null;
}

/** All calls of one key in this process: it goes to the ledger for all of them together. */
export interface Lane {
  enter(waiter: Waiter): void;
  /** Gives back what is held, and resolves once that is in the ledger. */
  close(): Promise<void>;
}

export interface LaneOptions extends Pick<Visitor, 'owner' | 'isGone' | 'limits'> {
  key: string;
  store: LedgerStore;
  clock: Clock;
}

export function createLane(options: LaneOptions): Lane {
  const { key, limits, owner, isGone, store, clock } = options;
  const bell = createBell(clock);
  const waiting = new Map<string, Waiter>();
  let edits: Edit[] = [];
  let mine: Holding = { leases: {}, waiters: {} };
  let renewed = clock.now();
  let unwatch: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let closing = false;

  function enter(waiter: Waiter): void {
    const id = randomUUID();
    waiting.set(id, waiter);
    const leave = () => {
      if (waiting.delete(id)) change(withdraw(id));
    };
    waiter.place.settled.addEventListener('abort', leave, { once: true });
    change(queue(id, waiter.price, owner));
  }

  function change(edit: Edit): void {
    edits.push(edit);
    bell.ring();
    running ??= run();
  }

  async function run(): Promise<void> {
    while (isBusy()) {
      const idle = await visit().catch(later);
      if (isBusy()) await bell.nap(idle);
    }
    unwatch?.();
    unwatch = undefined;
    running = undefined;
  }

  function isBusy(): boolean {
    return edits.length > 0 || (!closing && (waiting.size > 0 || Object.keys(mine.leases).length > 0));
  }

  /** Tells for how many milliseconds there will be nothing to do, unless the bell rings. */
  async function visit(): Promise<number> {
    const seen = (await glance()) ?? (await take());
    for (const [id, decision] of Object.entries(seen.decisions)) tell(id, decision, seen);
    if (waiting.size > 0) unwatch ??= store.watch(key, bell.ring);
    return idleTime(seen);
  }

  /** Most often there is nothing to take, and to see that disturbs nobody. */
  async function glance(): Promise<Turn | undefined> {
    if (edits.length > 0 || clock.now() - renewed >= lapse.renewal) return undefined;
    const { ledger, now } = await store.read(key);
    const seen = turn(ledger, { owner, limits, mine, edits: [], isGone }, now);
    const idle = Object.values(seen.decisions).every(({ verdict }) => verdict !== 'grant');
    return idle && bury(ledger, isGone, now) === ledger ? seen : undefined;
  }

  async function take(): Promise<Turn> {
    const batch = edits;
    edits = [];
    try {
      const taken = await store.update(key, (before, now) => {
        const result = turn(before, { owner, limits, mine, edits: batch, isGone }, now);
        return { ledger: result.ledger, result };
      });
      ({ mine } = taken);
      renewed = clock.now();
      return taken;
    } catch (fault) {
      edits = [...batch, ...edits];
      throw fault;
    }
  }

  function tell(id: string, decision: Decision, seen: Turn): void {
    const waiter = waiting.get(id);
    if (waiter === undefined) return;
    if (decision.verdict === 'grant') handOut(id, waiter);
    else hold(waiter, decision, seen);
  }

  function hold(waiter: Waiter, decision: Denied, seen: Turn): void {
    const reason = refusal(waiter, decision, seen, clock.now());
    const until = untilOf(decision);
    if (reason) waiter.place.leave(reason);
    else waiter.onWait({ limit: decision.limit.name, seconds: until && secondsUntil(until, seen.now) });
  }

  function handOut(id: string, { place }: Waiter): void {
    waiting.delete(id);
    if (!place.take(openLease(id, limits, change))) change(withdraw(id));
  }

  function idleTime({ decisions, now, firstLapse }: Turn): number {
    const renewal = renewed + lapse.renewal - clock.now();
    if (waiting.size === 0) return renewal;
    const openings = Object.values(decisions).map((decision) => (untilOf(decision) ?? firstLapse) - now);
    const farewells = [...waiting.values()].map(({ leaveBy }) => leaveBy - clock.now());
    return Math.min(renewal, store.poll, firstLapse - now, ...openings, ...farewells);
  }

  return {
    enter,
    async close() {
      for (const id of Object.keys(mine.leases)) change(release(id, limits));
      for (const id of waiting.keys()) change(withdraw(id));
      closing = true;
      bell.ring();
      await running;
    },
  };
}

/** Why it makes no sense to wait any longer, if so. */
function refusal({ price, leaveBy }: Waiter, decision: Denied, { ledger, now }: Turn, here: number) {
  if (decision.verdict === 'never') return neverFits(decision.limit, price);
  const { until } = decision;
  if (here < leaveBy && (until === null || here + until - now < leaveBy)) return undefined;
  return noRoom(decision, price, secondsUntil(until ?? firstEnd(ledger, now), now));
}

type Denied = Exclude<Decision, { verdict: 'grant' }>;

function untilOf(decision: Decision): number | null {
  return decision.verdict === 'wait' ? decision.until : null;
}

/** When a running call will have ended at the latest: no call takes longer than 45 seconds. */
function firstEnd(ledger: Ledger, now: number): number {
  return Math.min(now + 45_000, ...Object.values(ledger.leases).map(({ since }) => since + 45_000));
}

function secondsUntil(moment: number, now: number): number {
  return Math.max(1, Math.ceil((moment - now) / 1000));
}

/** No store fails for good; until it answers again, all that has happened is kept. */
function later(fault: unknown): number {
  logFault('the quota', fault);
  return 1_000;
}
