import type { ReportContext, Side } from '../../tool.ts';
import { asOf } from './as-of.ts';

type Ended = Side<{ end: string }, { timeComputed?: unknown }>;

/**
 * Why two ranges cannot be held against each other as wholes: one was not over when its figures were computed. Null where
 * both were.
 */
export function openRange(now: Ended, before: Ended): string | null {
  const open = (
    [
      [now, 'later'],
      [before, 'earlier'],
    ] as const
  ).find(([side]) => isOpen(side.pages[0], side.input, side.context));
  if (open === undefined) return null;
  const [{ input }, which] = open;
  const advice = which === 'later' ? '; give an "end" before it' : '; ask again, for Amplitude answered from its cache';
  return `the ${which} range runs to ${input.end}, which was not over when this was computed${advice}`;
}

function isOpen(answer: { timeComputed?: unknown }, { end }: { end: string }, context: ReportContext): boolean {
  return end >= asOf(answer, context).today;
}
