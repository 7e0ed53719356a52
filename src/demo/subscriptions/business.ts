import type { Random } from '../company/random.ts';
import { type Life, recordLife } from './life.ts';
import { plans } from './plans.ts';
import type { Entry, Subscription } from './types.ts';

const day = 86_400_000;

/** What an ordinary business customer does: a handful of seats that grow, shrink and now and then go. */
export function businessLife(subscription: Subscription, start: number, until: number, random: Random): Entry[] {
  const life = recordLife(subscription, random.chance(0.8) ? plans.team : plans.enterprise);
  let seats = random.integer(3, 30);
  for (let time = start; time < until; time += 30 * day) {
    if (time > start) seats = nextSeats(seats, random);
    life.moveTo(time, life.plan, seats);
    if (seats === 0) {
      if (!random.chance(0.3)) break;
      time += random.integer(15, 40) * day;
      seats = random.integer(3, 12);
      life.moveTo(time, life.plan, seats);
    }
    life.pay(time);
  }
  return [...life.entries];
}

function nextSeats(seats: number, random: Random): number {
  const fate = random.next();
  if (fate < 0.05) return 0;
  if (fate < 0.23) return seats + random.integer(1, 8);
  if (fate < 0.31) return Math.max(2, seats - random.integer(1, 4));
  return seats;
}

/** The biggest customer of all: joins soon after the launch, grows twice, and leaves on `end`. */
export function bigCustomerLife(subscription: Subscription, start: number, end: number): Entry[] {
  const life = recordLife(subscription, plans.enterprise);
  const seatsByMonth = [120, 120, 200, 200, 260];
  let time = start;
  for (let month = 0; time < end; month += 1, time += 30 * day) payFor(life, time, seatsByMonth[month] ?? 260);
  life.moveTo(end, life.plan, 0);
  return [...life.entries];
}

function payFor(life: Life, time: number, seats: number): void {
  life.moveTo(time, life.plan, seats);
  life.pay(time);
}
