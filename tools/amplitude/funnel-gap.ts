import { label } from '../../src/report/label.ts';
import { percent } from '../../src/report/number.ts';
import { enough, type Proportion } from '../../src/report/proportion.ts';
import { apart } from '../../src/report/rate-comparison.ts';
import type { Funnel } from './funnel-reading.ts';

interface Passing {
  name: string;
  /** Of the step before. */
  passed: Proportion;
}

/** The step at which groups differ most, which is where a cause is likely to be found. */
export function gapSentence(funnels: readonly Funnel[]): string[] {
  const steps = funnels[0]?.steps.slice(1) ?? [];
  const gaps = steps.flatMap(({ place, event }) => {
    const passing = passingOf(funnels, place);
    const [best, worst] = [passing[0], passing.at(-1)];
    return best === undefined || worst === undefined
      ? []
      : [{ place, event, best, worst, gap: rate(best) - rate(worst) }];
  });
  const [widest] = gaps.sort((a, b) => b.gap - a.gap);
  if (widest === undefined || widest.gap === 0) return [];
  const told = (one: Passing) => `${label(one.name, 30)} ${percent(rate(one))}`;
  const { place, event, best, worst } = widest;
  return [
    `They differ most at step ${place - 1} → ${place} (to ${label(event, 24)}): ${told(best)}, ${told(worst)} of the step before; ${apart(best.passed, worst.passed)}.`,
  ];
}

/** Groups with enough users at the step before, the best first. */
function passingOf(funnels: readonly Funnel[], place: number): Passing[] {
  const passing = funnels.flatMap(({ name, steps }) => {
    const [of, hits] = [steps[place - 2]?.users ?? 0, steps[place - 1]?.users ?? null];
    return of >= enough && hits !== null && hits >= 0 && hits <= of ? [{ name, passed: { hits, of } }] : [];
  });
  return passing.sort((a, b) => rate(b) - rate(a));
}

function rate({ passed: { hits, of } }: Passing): number {
  return hits / of;
}
