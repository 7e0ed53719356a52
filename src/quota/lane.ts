import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Clock } from '../clock.ts';
import type { Limits, Price } from '../vendor.ts';
import { createBell } from './bell.ts';
import { type Lease, openLease } from './lease.ts';
import { type Decision, type Ledger, look, take } from './ledger.ts';
import type { Place } from './place.ts';
import { neverFits, noRoom } from './refusal.ts';
import { slotsRule } from './rules.ts';
import type { LedgerStore } from './store.ts';

/** One who waits for room in one key's quota. */
export interface Waiter {
  price: Price;
  limits: Limits;
  place: Place<Lease>;
  /** When it gives up. */
  leaveBy: number;
  /** Told the reason whenever it changes. `seconds` is null where the wait depends on other calls. */
  onWait: (waiting: Waiting) => void;
}

export interface Waiting {
  limit: string;
  seconds: number | null;
}

/** The queue of one key in this process: first in, first out. */
export interface Lane {
  enter(waiter: Waiter): void;
}

export interface LaneOptions {
  key: string;
  /** Slots of this process. */
  calls: number;
  store: LedgerStore;
  clock: Clock;
  /** Milliseconds after which a lease lapses. */
  leaseTime: number;
}

export function createLane({ key, calls, store, clock, leaseTime }: LaneOptions): Lane {
  const slots = pLimit(calls);
  const turn = pLimit(1);
  const bell = createBell(clock);

  function enter(waiter: Waiter): void {
    const behind = slots.activeCount >= calls || turn.activeCount > 0;
    slots(() => occupy(waiter)).catch(waiter.place.leave);
    if (behind) lookAhead(waiter).catch(waiter.place.leave);
    if (Number.isFinite(waiter.leaveBy)) giveUpLater(waiter).catch(waiter.place.leave);
  }

  /** Holds a slot from its turn until the release. Who has left the queue holds nothing. */
  async function occupy(waiter: Waiter): Promise<void> {
    await (await turn(() => granted(waiter)))?.ended;
  }

  async function granted(waiter: Waiter): Promise<{ ended: Promise<unknown> } | undefined> {
    while (!waiter.place.settled.aborted) {
      const heard = bell.rings();
      const { id, decision, now, lapse } = await ask(waiter);
      if (decision.verdict === 'grant') return handOut(waiter, id);
      if (!stays(waiter, decision, now)) return undefined;
      await bell.nap((untilOf(decision) ?? lapse) - now, heard, waiter.place.settled);
    }
    return undefined;
  }

  function ask({ price, limits }: Waiter) {
    const id = randomUUID();
    return store.update(key, (before, now) => {
      const { ledger, decision } = take(before, limits, { id, price, expires: now + leaseTime }, now);
      return { ledger, result: { id, decision, now, lapse: firstLapse(ledger, now + leaseTime) } };
    });
  }

  function handOut({ place, limits }: Waiter, id: string) {
    const { lease, ended } = openLease(store, { key, limits, id });
    if (!place.take(lease)) lease.release();
    return { ended: ended.then(bell.ring) };
  }

  /** Nobody queues for what cannot come in time, however many are before it. */
  async function lookAhead(waiter: Waiter): Promise<void> {
    waiter.onWait({ limit: slotsRule(waiter.limits).name, seconds: null });
    const { ledger, now } = await store.read(key);
    const decision = look(ledger, waiter.limits, waiter.price, now);
    if (decision.verdict === 'wait') refuseIfLate(waiter, decision, now);
  }

  async function giveUpLater({ place, leaveBy, limits, price }: Waiter): Promise<void> {
    await clock.sleep(leaveBy - clock.now(), place.settled);
    if (place.settled.aborted) return;
    const { ledger, now } = await store.read(key);
    const decision = look(ledger, limits, price, now);
    const until = untilOf(decision) ?? firstLapse(ledger, now + leaseTime);
    const rule = decision.verdict === 'grant' ? slotsRule(limits) : decision.limit;
    place.leave(noRoom(rule, price, secondsUntil(until, now)));
  }

  return { enter };
}

/** False when the waiter has left, as there will be no room or not in time. */
function stays(waiter: Waiter, decision: Exclude<Decision, { verdict: 'grant' }>, now: number): boolean {
  if (decision.verdict === 'never') {
    waiter.place.leave(neverFits(decision.limit, waiter.price));
    return false;
  }
  if (refuseIfLate(waiter, decision, now)) return false;
  const seconds = decision.until === null ? null : secondsUntil(decision.until, now);
  waiter.onWait({ limit: decision.limit.name, seconds });
  return true;
}

function refuseIfLate(waiter: Waiter, decision: Extract<Decision, { verdict: 'wait' }>, now: number): boolean {
  if (decision.until === null || decision.until < waiter.leaveBy) return false;
  waiter.place.leave(noRoom(decision.limit, waiter.price, secondsUntil(decision.until, now)));
  return true;
}

function untilOf(decision: Decision): number | null {
  return decision.verdict === 'wait' ? decision.until : null;
}

function firstLapse(ledger: Ledger, latest: number): number {
  return Object.values(ledger.leases).reduce((first, { expires }) => Math.min(first, expires), latest);
}

function secondsUntil(moment: number, now: number): number {
  return Math.max(1, Math.ceil((moment - now) / 1000));
}
