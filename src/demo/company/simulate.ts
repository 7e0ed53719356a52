import { addDays, dayOf, startOfDay } from './calendar.ts';
import { newUser } from './people.ts';
import { type Random, seededRandom } from './random.ts';
import { campaign, historyDays, hourWeights, releases, weekdayFactor } from './story.ts';
import type { Company, DemoEvent, DemoUser } from './types.ts';
import { eventsOfVisit } from './visit.ts';

/**
 * Six months in the life of a shop's app, ending now. The same day, zone and seed give the same company:
 * `now` only cuts off what has not happened yet.
 */
export function simulateCompany({ now, zone, seed = 20 }: { now: number; zone: string; seed?: number }): Company {
  const calendar = openCalendar(dayOf(now, zone), zone);
  const everything: DemoEvent[] = [];
  for (const user of arrivals(calendar, seed)) everything.push(...lifeOf(user, calendar));
  const events = everything.filter((event) => event.time <= now).sort((a, b) => a.time - b.time);
  for (const event of events) if (event.type === 'subscribe') event.user.properties.plan = 'plus';
  const users = [...new Set(events.map((event) => event.user))];
  return { today: calendar.today, now, zone, users, events };
}

interface Calendar {
  today: string;
  /** Starts of the days of history, today included. */
  starts: number[];
  weekdays: number[];
}

interface Newcomer {
  user: DemoUser;
  day: number;
  random: Random;
}

function openCalendar(today: string, zone: string): Calendar {
  const days = Array.from({ length: historyDays + 1 }, (_, index) => addDays(today, index - historyDays));
  return {
    today,
    starts: days.map((day) => startOfDay(day, zone)),
    weekdays: days.map((day) => new Date(day).getUTCDay()),
  };
}

function arrivals(calendar: Calendar, seed: number): Newcomer[] {
  const random = seededRandom(seed);
  const newcomers: Newcomer[] = [];
  calendar.starts.forEach((start, day) => {
    const ordinary = Math.floor((6 + (7.5 * day) / historyDays) * factor(calendar, day) + random.next());
    const extra = isCampaign(day) ? campaign.newUsersADay : 0;
    for (let index = 0; index < ordinary + extra; index++) {
      newcomers.push(newcomer(newcomers.length + 1, start, day, index >= ordinary, seed));
    }
  });
  return newcomers;
}

/** Each user has a generator of their own, so that nobody's life depends on who else there is. */
function newcomer(number: number, start: number, day: number, fromCampaign: boolean, seed: number): Newcomer {
  const random = seededRandom(seed * 1_000_003 + number * 7919);
  const firstSeen = start + timeOfDay(random);
  return { user: newUser(number, firstSeen, newestVersion(day), fromCampaign, random), day, random };
}

/** All that one user ever does, in order: fewer and fewer visits until they leave for good. */
function lifeOf({ user, day, random }: Newcomer, calendar: Calendar): DemoEvent[] {
  const loyalty = random.skewed(0.66, 0.6) * (user.properties.acquisition_channel === campaign.channel ? 0.6 : 1);
  const lifetime = random.chance(0.3) ? random.integer(0, 4) : random.skewed(75, 0.8);
  const patience = random.skewed(2.2, 0.9);
  const events = eventsOfVisit({ user, start: user.firstSeen, version: user.startVersion, first: true, random });
  const lastDay = Math.min(historyDays, Math.round(day + lifetime));
  for (let later = day + 1; later <= lastDay; later++) {
    const probability = Math.min(0.9, 0.6 * loyalty * (later - day) ** -0.36 * factor(calendar, later));
    if (random.chance(probability)) visits(events, user, later, patience, calendar, random);
    else if (random.chance(0.03)) events.push(notification(user, later, patience, calendar, random));
  }
  return events;
}

function visits(
  events: DemoEvent[],
  user: DemoUser,
  day: number,
  patience: number,
  calendar: Calendar,
  random: Random,
): void {
  const version = versionOf(user, day, patience);
  for (let count = random.chance(0.22) ? 2 : 1; count > 0; count--) {
    const free = (events.at(-1)?.time ?? 0) + 1_800_000;
    const start = Math.max(free, (calendar.starts[day] ?? 0) + timeOfDay(random));
    events.push(...eventsOfVisit({ user, start, version, first: false, random }));
  }
}

/** Sent by the server outside of any session; it does not make the user active. */
function notification(user: DemoUser, day: number, patience: number, calendar: Calendar, random: Random): DemoEvent {
  const time = (calendar.starts[day] ?? 0) + random.integer(10 * 3_600_000, 17 * 3_600_000);
  const properties = { campaign: random.pick(['weekend_offer', 'back_in_stock', 'new_arrivals']) };
  return {
    time,
    user,
    type: 'notification_received',
    session: -1,
    version: versionOf(user, day, patience),
    properties,
  };
}

function timeOfDay(random: Random): number {
  const hour = random.weighted(hours);
  return hour * 3_600_000 + random.integer(0, 3_599_999);
}

function factor(calendar: Calendar, day: number): number {
  return weekdayFactor[calendar.weekdays[day] ?? 0] ?? 1;
}

function isCampaign(day: number): boolean {
  const daysAgo = historyDays - day;
  return daysAgo <= campaign.firstDaysAgo && daysAgo >= campaign.lastDaysAgo;
}

function newestVersion(day: number): string {
  return releases.findLast(({ daysAgo }) => daysAgo >= historyDays - day)?.version ?? '';
}

/** People update some days after a release, each with their own patience; the web page is always the newest. */
function versionOf(user: DemoUser, day: number, patience: number): string {
  if (user.platform === 'Web') return newestVersion(day);
  const installed = releases.findIndex(({ version }) => version === user.startVersion);
  const updated = releases.findLastIndex(({ daysAgo }) => historyDays - daysAgo + patience <= day);
  return releases[Math.max(installed, updated)]?.version ?? user.startVersion;
}

const hours = hourWeights.map((weight, hour) => [hour, weight] as const);
