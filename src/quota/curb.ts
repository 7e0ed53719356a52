import type { Limits, Price } from '../vendor.ts';
import type { Ledger } from './ledger.ts';
import { amountOf, type Rule, rulesOf, slotsRule } from './rules.ts';

/** What the vendor's refusal has taught about one limit: others use the key too, and leave less of it. */
export interface Curb {
  /** The part of the limit that is used, from the refusal on; it doubles with every recovery time that passes. */
  share: number;
  since: number;
  /** Nothing that counts in the limit is sent before. */
  until: number;
}

export interface Refusal {
  price: Price;
  /** When the refused call was granted: calls of before an earlier refusal teach nothing new. */
  granted: number;
  /** True where it was too much at a time, false where a longer window is used up. */
  atOnce: boolean;
  /** Milliseconds for which the vendor wants to be left alone, if it said so. */
  pause?: number | undefined;
}

const minute = 60_000;
const leastShare = 1 / 8;

/** The vendor refused a call that the ledger had let through. It wins: a pause, and half of the limit for a while. */
export function refuse(ledger: Ledger, limits: Limits, refusal: Refusal, now: number): Ledger {
  const { price, granted, atOnce } = refusal;
  const pause = Math.min(refusal.pause ?? (atOnce ? 2_000 : minute), 60 * minute);
  const counting = rulesOf(limits).filter((rule) => isShort(rule) === atOnce && amountOf(rule, price) > 0);
  const curbs = { ...ledger.curbs };
  for (const rule of counting.length > 0 ? counting : [slotsRule(limits)]) {
    const before = curbs[rule.name];
    const until = Math.max(before?.until ?? 0, now + pause);
    const share = Math.max(leastShare, shareAt(before, rule, now) / 2);
    curbs[rule.name] = before && granted <= before.since ? { ...before, until } : { share, since: now, until };
  }
  return { ...ledger, curbs };
}

/** The part of the limit that is used now. */
export function shareAt(curb: Curb | undefined, rule: Rule, now: number): number {
  return curb === undefined ? 1 : Math.min(1, curb.share * 2 ** Math.floor((now - curb.since) / recoveryOf(rule)));
}

/** When more of the limit may be used than now. */
export function easedAt(curb: Curb, rule: Rule, now: number): number {
  const passed = Math.floor((now - curb.since) / recoveryOf(rule));
  return Math.max(curb.until, curb.since + (passed + 1) * recoveryOf(rule));
}

/** Curbs that have passed are forgotten; the future (of a clock set back) is made now. */
export function settleCurbs(ledger: Ledger, limits: Limits, now: number): Ledger['curbs'] {
  const curbs = { ...ledger.curbs };
  for (const rule of rulesOf(limits)) {
    const { [rule.name]: curb } = curbs;
    if (curb === undefined) continue;
    curbs[rule.name] = { ...curb, since: Math.min(curb.since, now), until: Math.min(curb.until, now + 60 * minute) };
    if (now >= curb.until && shareAt(curb, rule, now) === 1) delete curbs[rule.name];
  }
  return curbs;
}

function isShort({ milliseconds }: Rule): boolean {
  return milliseconds < minute;
}

function recoveryOf(rule: Rule): number {
  return isShort(rule) ? minute : 15 * minute;
}
