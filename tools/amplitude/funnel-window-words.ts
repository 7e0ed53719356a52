import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, duration, plural } from '../../src/report/number.ts';
import { period } from '../../src/report/series.ts';
import { openEntries } from './funnel-days.ts';
import type { Funnel, FunnelQuestion } from './funnel-reading.ts';
import { effectiveWindow } from './funnel-window.ts';

const partial = noteOf('partial');
const reading = noteOf('reading');

/** When nobody has had the whole window yet, no figure of the answer is final. */
export function openSentence(funnel: Funnel, q: FunnelQuestion): string[] {
  if (!isOpen(funnel)) return [];
  const asked = q.conversion_window_seconds === undefined ? ', the default' : '';
  return [
    `Not final: for ${whom(funnel, q)} the window to convert (${duration(effectiveWindow(q))}${asked}) is not over, so conversion can rise; for final figures end earlier or shorten "conversion_window_seconds".`,
  ];
}

/** For how many entries the window is not over, and how entries are counted; `single` when there are no other funnels. */
export function windowNotes(funnel: Funnel, q: FunnelQuestion, single: boolean): Note[] {
  const { days, over } = funnel.days;
  const word = period(q.interval);
  const counted = single && days.length > 0 ? [reading(`A user is counted in each ${word} of entry.`)] : [];
  const window = `the window (${duration(effectiveWindow(q))}) is not over`;
  if (days.length === 0 && !over)
    return [
      partial(`For how many ${window} is not told, as Amplitude sent no figures by ${word}: conversion can rise.`),
    ];
  if (openEntries(days).days === 0 || isOpen(funnel)) return counted;
  const whose = single ? '' : ` of ${label(funnel.name, 30)}`;
  return [
    partial(`For ${whom(funnel, q)}${whose} ${window}, so their conversion and the overall one can rise.`),
    ...counted,
  ];
}

function isOpen({ days: { days } }: Funnel): boolean {
  return days.length > 0 && days.every(({ open }) => open !== 'none');
}

/** Of whom the window is not over: "up to 1,204 of 4,812 entries (7 of 28 days)". */
export function whom({ days: { days } }: Funnel, { interval }: FunnelQuestion): string {
  const { open, all, days: young, exact } = openEntries(days);
  const most = exact ? '' : 'up to ';
  const periods = `${young} of ${plural(days.length, period(interval))}`;
  return all === 0 ? `${most}${periods}` : `${most}${count(open)} of ${plural(all, 'entry', 'entries')} (${periods})`;
}
