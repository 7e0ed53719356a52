/** Five minutes of a day: the active users in them today and yesterday; null is no data. */
export interface Slot {
  /** HH:mm, the first minute. */
  at: string;
  today: number | null;
  yesterday: number | null;
}

export interface Now {
  /** Place of the latest slot with data. */
  place: number;
  latest: Slot;
  /** The slot before it, which has ended even where the latest still runs. */
  previous: Slot | null;
  running: boolean;
  /** How many slots with 0 users follow it up to now: nobody was active, or they are not counted yet. */
  zerosAfter: number;
  /** Minutes from the latest slot to the local time; negative where the figures run ahead of it. */
  lag: number;
  /** Whether the slots run over midnight, so that "today" is the last 24 hours. */
  wraps: boolean;
}

/** Where today's figures end. `clock` is HH:mm in the vendor's zone; null when nobody was active today. */
export function findNow(slots: readonly Slot[], clock: string): Now | null {
  const wraps = slots.some(({ at }, index) => at < (slots[index - 1]?.at ?? ''));
  const place = latestPlace(slots, clock, wraps);
  const latest = slots[place];
  if (latest === undefined) return null;
  const lag = lagOf(latest.at, clock);
  const passed = slots.slice(place + 1).filter(({ at, today }) => today === 0 && !wraps && lagOf(at, clock) >= 5);
  return {
    ...{ place, latest, wraps, lag },
    previous: slots[place - 1] ?? null,
    running: lag >= 0 && lag < 5,
    zerosAfter: passed.length,
  };
}

/** Slots to come may be 0 instead of null: zeros that last until the end of the day say nothing about now. */
function latestPlace(slots: readonly Slot[], clock: string, wraps: boolean): number {
  const last = slots.findLastIndex(({ today }) => today !== null);
  const end = slots[last];
  const padded = !wraps && last === slots.length - 1 && end?.today === 0 && (end.at >= '23:55' || end.at > clock);
  return padded ? slots.findLastIndex(({ today }) => today !== null && today !== 0) : last;
}

const day = 24 * 60;

/** Minutes between two times of day, the short way around. */
function lagOf(at: string, clock: string): number {
  const lag = (minutes(clock) - minutes(at) + day) % day;
  return lag > day / 2 ? lag - day : lag;
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}
