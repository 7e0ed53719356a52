import { label } from '../../src/report/label.ts';
import { percent } from '../../src/report/number.ts';
import type { Funnel } from './funnel-reading.ts';

interface Passing {
  name: string;
  /** Share of the step before. */
  share: number;
}

/** Fewer users at the step before make a share that chance decides. */
const enough = 30;

/** The step at which groups differ most, which is where a cause is likely to be found. */
export function gapSentence(funnels: readonly Funnel[]): string[] {
  const steps = funnels[0]?.steps.slice(1) ?? [];
  const gaps = steps.flatMap(({ place, event }) => {
    const passing = passingOf(funnels, place);
    const [best, worst] = [passing[0], passing.at(-1)];
    return best === undefined || worst === undefined
      ? []
      : [{ place, event, best, worst, gap: best.share - worst.share }];
  });
  const [widest] = gaps.sort((a, b) => b.gap - a.gap);
  if (widest === undefined || widest.gap === 0) return [];
  const told = ({ name, share }: Passing) => `${label(name, 30)} ${percent(share)}`;
  const { place, event, best, worst } = widest;
  return [
    `They differ most at step ${place - 1} → ${place} (to ${label(event, 24)}): ${told(best)}, ${told(worst)} of the step before.`,
  ];
}

/** Groups with enough users at the step before, the best first. */
function passingOf(funnels: readonly Funnel[], place: number): Passing[] {
  const passing = funnels.flatMap(({ name, steps }) => {
    const [before, step] = [steps[place - 2], steps[place - 1]];
    return (before?.users ?? 0) >= enough && step?.ofPrevious != null ? [{ name, share: step.ofPrevious }] : [];
  });
  return passing.sort((a, b) => b.share - a.share);
}
