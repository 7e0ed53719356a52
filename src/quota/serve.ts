import type { Limits, Price } from '../vendor.ts';
import { type InFlight, type Ledger, lapse, type Queued } from './ledger.ts';
import { kindOf, queueOf } from './queue.ts';
import { amountOf, brokenAlone, type Rule } from './rules.ts';
import { entriesOf, roomAt, type Standing, standings, sum } from './standing.ts';

export type Decision =
  | { verdict: 'grant' }
  /** No room before `until`, or, where that is null, before others have gone. */
  | { verdict: 'wait'; until: number | null; limit: Rule; reason?: Standing['reason'] }
  /** More than the limit allows to a single call. */
  | { verdict: 'never'; limit: Rule };

export interface Served {
  ledger: Ledger;
  /** What was decided about each waiter of the owner, by id. */
  decisions: Record<string, Decision>;
}

/**
 * Decides about everybody who waits, in their order, and grants what is the owner's to take. The others' grants are
 * theirs to take: their room is kept free until they come for it.
 *
 * Whoever has no room is passed by those behind who have. They do not hold up for ever the first one who is passed:
 * after some seconds, what passes must leave that one its room once everything that came before has ended.
 */
export function serve(ledger: Ledger, limits: Limits, owner: string, now: number): Served {
  const rules = standings(ledger, limits, now);
  const tally = openTally(ledger, rules, now);
  const decisions: Served['decisions'] = {};
  let next = ledger;
  for (const [id, waiter] of queueOf(ledger, limits)) {
    const never = brokenAlone(limits, waiter);
    const obstacle = never ? undefined : seat(tally, waiter);
    if (waiter.owner !== owner) continue;
    if (never) decisions[id] = { verdict: 'never', limit: never };
    else if (obstacle) decisions[id] = shortage(next, rules, waiter, now) ?? waitFor(obstacle, null);
    else {
      decisions[id] = { verdict: 'grant' };
      next = granted(next, limits, id, waiter, now);
    }
  }
  return { ledger: next, decisions };
}

function seat(tally: Tally, waiter: Queued): Standing | undefined {
  const obstacle = tally.obstacle(waiter);
  if (obstacle) tally.pass(waiter);
  else tally.add(waiter);
  return obstacle;
}

function granted(ledger: Ledger, limits: Limits, id: string, waiter: Queued, now: number): Ledger {
  const { [id]: _, ...waiters } = ledger.waiters;
  const lease: InFlight = { ...waiter, since: now, expires: now + lapse.lease };
  const served = { ...ledger.served, [kindOf(waiter, limits)]: now };
  return { ...ledger, waiters, served, leases: { ...ledger.leases, [id]: lease } };
}

/** The limit that keeps the price waiting longest. */
function shortage(ledger: Ledger, rules: readonly Standing[], price: Price, now: number): Decision | undefined {
  let longest: Decision | undefined;
  for (const standing of rules) {
    const until = roomAt(ledger, standing, amountOf(standing.rule, price), now);
    if (until === now || (longest?.verdict === 'wait' && (longest.until ?? now) >= (until ?? now))) continue;
    longest = waitFor(standing, until);
  }
  return longest;
}

function waitFor({ rule, most, reason }: Standing, until: number | null): Decision {
  return { verdict: 'wait', until, limit: { ...rule, limit: most }, ...(reason && { reason }) };
}

/** What is taken of each limit, and what will be once the first who was passed has its place. */
interface Tally {
  /** The first limit that has no room for the price. */
  obstacle(price: Price): Standing | undefined;
  add(price: Price): void;
  /** From now on it is about those behind this one, which has to wait. Only the first who has waited long counts. */
  pass(waiter: Queued): void;
}

// Milliseconds after which the first who is passed is not held up any more.
const patience = 3_000;

function openTally(ledger: Ledger, rules: readonly Standing[], now: number): Tally {
  const used = rules.map(({ rule }) => sum(entriesOf(ledger, rule, now)));
  let kept: number[] | undefined;
  return {
    obstacle: (price) =>
      rules.find(({ rule, most, from }, index) => {
        const amount = amountOf(rule, price);
        const taken = Math.max(used[index] ?? 0, kept?.[index] ?? 0);
        return amount > 0 && (from > now || taken + amount > Math.max(most, amount));
      }),
    add(price) {
      for (const [index, { rule }] of rules.entries()) {
        used[index] = (used[index] ?? 0) + amountOf(rule, price);
        if (kept !== undefined) kept[index] = (kept[index] ?? 0) + amountOf(rule, price);
      }
    },
    pass(waiter) {
      if (now - waiter.arrived < patience) return;
      const passed = Object.values(ledger.leases).filter(({ arrived }) => arrived > waiter.arrived);
      // What runs now frees its slot some time; in a window it stays.
      const staying = ({ rule }: Standing, index: number) =>
        rule.milliseconds > 0 ? (used[index] ?? 0) : passed.reduce((total, lease) => total + amountOf(rule, lease), 0);
      kept ??= rules.map((standing, index) => amountOf(standing.rule, waiter) + staying(standing, index));
    },
  };
}
