import { addDays, daysIn } from '../../report/calendar.ts';
import type { Room } from '../../tool.ts';
import type { Segment } from './inputs.ts';

interface Ranged {
  start: string;
  end: string;
  segments?: readonly Segment[];
}

/**
 * The range cut into consecutive ranges of whole days that fit, as even as can be; null where not even one day fits, or
 * where the answer may depend on the range as a whole.
 */
export function splitDays<Input extends Ranged>(input: Input, { most, cost }: Room<NoInfer<Input>>): Input[] | null {
  // Over which time "who performed" looks is documented nowhere, so that it may be the range that is asked for.
  if (input.segments?.some(({ performed }) => performed.length > 0)) return null;
  const days = daysIn(input);
  const costPerDay = cost(input) / days;
  if (costPerDay > most) return null;
  const longest = Math.max(1, Math.floor(most / atOnce / costPerDay));
  const count = Math.ceil(days / longest);
  const first = (index: number) => addDays(input.start, Math.floor((index * days) / count));
  return Array.from({ length: count }, (_, index) => ({
    ...input,
    start: first(index),
    end: addDays(first(index + 1), -1),
  }));
}

// Four small queries side by side answer sooner than one that takes the whole limit, and let others in between.
const atOnce = 4;
