import type { DemoEvent } from '../company/types.ts';
import type { FunnelMode } from './funnel-query.ts';
import type { EventTest } from './segment.ts';

/** One way of a user through the funnel: the time of each step that was reached, the first one being the entry. */
export interface Passage {
  entry: DemoEvent;
  times: number[];
}

interface Walk {
  /** The user's events, oldest first. */
  history: readonly DemoEvent[];
  steps: readonly EventTest[];
  mode: FunnelMode;
  window: number;
  /** Whether a first step begins a passage: it lies in the period, its user is in the segment. */
  mayEnter: EventTest;
}

/** One passage for each time that the user enters; each goes as far as it can within the window. */
export function passagesOf({ history, steps, mode, window, mayEnter }: Walk): Passage[] {
  const relevant = mode === 'sequential' ? history : history.filter((event) => steps.some((step) => step(event)));
  const passages: Passage[] = [];
  relevant.forEach((entry, index) => {
    if (!steps[0]?.(entry) || !mayEnter(entry)) return;
    passages.push({ entry, times: walks[mode](relevant, index, steps, window) });
  });
  return passages;
}

type Way = (events: readonly DemoEvent[], entry: number, steps: readonly EventTest[], window: number) => number[];

const walks: Record<FunnelMode, Way> = {
  /** Each step at its first occurrence after the step before. */
  ordered(events, entry, steps, window) {
    const start = events[entry]?.time ?? 0;
    const times = [start];
    for (let index = entry + 1; index < events.length && times.length < steps.length; index++) {
      const event = events[index];
      if (event === undefined || event.time > start + window) break;
      if (steps[times.length]?.(event)) times.push(event.time);
    }
    return times;
  },

  /** "events in the given order with no other events between": each step is the very next event. */
  sequential(events, entry, steps, window) {
    const start = events[entry]?.time ?? 0;
    const times = [start];
    while (times.length < steps.length) {
      const event = events[entry + times.length];
      if (event === undefined || event.time > start + window || !steps[times.length]?.(event)) break;
      times.push(event.time);
    }
    return times;
  },

  /** All steps within one window that may begin before the entry; the longest run of steps counts. */
  unordered(events, entry, steps, window) {
    const middle = events[entry]?.time ?? 0;
    let best = [middle];
    for (let index = entry; index >= 0; index--) {
      const start = events[index]?.time ?? 0;
      if (start < middle - window) break;
      const times = collect(events, index, entry, steps, start + window);
      if (times.length > best.length) best = times;
      if (best.length === steps.length) break;
    }
    return best.sort((a, b) => a - b);
  },
};

/** The steps after the first that happen from `from` on until `end`, each with an event of its own. */
function collect(
  events: readonly DemoEvent[],
  from: number,
  entry: number,
  steps: readonly EventTest[],
  end: number,
): number[] {
  const used = new Set([entry]);
  const times = [events[entry]?.time ?? 0];
  for (const step of steps.slice(1)) {
    const found = events.findIndex(
      (event, index) => index >= from && event.time <= end && !used.has(index) && step(event),
    );
    const event = events[found];
    if (event === undefined) break;
    used.add(found);
    times.push(event.time);
  }
  return times;
}
