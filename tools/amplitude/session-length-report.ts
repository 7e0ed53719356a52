import { label } from '../../src/report/label.ts';
import { alone, noteOf } from '../../src/report/note.ts';
import { count, duration, percent, plural, share } from '../../src/report/number.ts';
import type { Cell, Report, Table } from '../../src/report/report.ts';
import { smallNumbers } from '../../src/report/small-numbers.ts';
import { type AskedBins, type Bin, binWarning, edgesOf, longest } from './session-length-bins.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');

interface Asked extends AskedBins {
  start: string;
  end: string;
}

/** What the histogram says: total, median, biggest bin, share under 10 s. */
export function tellBins(bins: readonly Bin[], asked: Asked): Report {
  const total = totalOf(bins);
  if (bins.every(({ sessions }) => sessions === null || sessions === 0)) return nothing(bins, asked);
  const custom = !holdAll(bins, asked);
  const warning = binWarning(bins, asked);
  const unknown = bins.filter(({ sessions }) => sessions === null).length;
  return {
    headline: [
      `${asked.start} to ${asked.end}: ${count(total)} sessions${custom ? ' inside the bins' : ''}.`,
      ...medianSentence(bins),
      ...biggestSentence(bins, total),
      ...shortSentence(bins, total, custom),
    ],
    tables: [binTable(bins, total)],
    notes: [
      ...(warning === null ? [] : [doubt(warning)]),
      ...(custom
        ? [missing('Sessions shorter or longer than all the bins are in no figure here, nor in any share.')]
        : []),
      ...(unknown === 0
        ? []
        : [missing(`${plural(unknown, 'bin')} without data (n/a), left out of total and shares.`)]),
      ...smallNumbers([{ name: '', of: total }], 'sessions').map(alone),
    ],
  };
}

/** Whether no session can lie outside of the bins. */
export function holdAll(bins: readonly Bin[], { bin_unit }: AskedBins): boolean {
  const edges = edgesOf(bins);
  return edges === null ? bin_unit === undefined : edges[0] === 0 && (edges.at(-1) ?? 0) >= longest;
}

function medianSentence(bins: readonly Bin[]): string[] {
  const middle = medianBin(bins);
  return middle === undefined ? [] : [`Median session: ${lengthOf(middle)} (where half of the sessions are reached).`];
}

/** The bin in which half of the sessions are reached; none where the bins are not in a row. */
export function medianBin(bins: readonly Bin[]): Bin | undefined {
  if (edgesOf(bins) === null) return undefined;
  const total = totalOf(bins);
  let below = 0;
  return bins.find(({ sessions }) => {
    below += sessions ?? 0;
    return below >= total / 2;
  });
}

function totalOf(bins: readonly Bin[]): number {
  return bins.reduce((sum, { sessions }) => sum + (sessions ?? 0), 0);
}

function biggestSentence(bins: readonly Bin[], total: number): string[] {
  const biggest = bins.reduce<Bin | null>(
    (best, bin) => ((bin.sessions ?? 0) > (best?.sessions ?? 0) ? bin : best),
    null,
  );
  if (biggest === null) return [];
  const { sessions } = biggest;
  return [`Biggest bin: ${lengthOf(biggest)} with ${count(sessions)} sessions (${percent(share(sessions, total))}).`];
}

/** Only where a bin ends at 10 s and the bins begin at 0: otherwise the share cannot be told. */
function shortSentence(bins: readonly Bin[], total: number, custom: boolean): string[] {
  if (edgesOf(bins) === null) return [];
  if (shortBins(bins) === null)
    return ['Share under 10 s: cannot be told from these bins (it needs bins from 0 with a bound at 10 s).'];
  const sessions = shortSessions(bins);
  if (sessions === null) return [];
  const inside = custom ? ' of the sessions inside the bins' : '';
  return [`Under 10 s: ${percent(share(sessions, total))}${inside} (${count(sessions)} sessions).`];
}

/** Sessions under 10 s; null where the bins do not tell. */
export function shortSessions(bins: readonly Bin[]): number | null {
  const short = shortBins(bins);
  if (short === null || short.some(({ sessions }) => sessions === null)) return null;
  return totalOf(short);
}

function shortBins(bins: readonly Bin[]): readonly Bin[] | null {
  const edges = edgesOf(bins) ?? [];
  const end = edges.indexOf(10);
  return edges[0] !== 0 || end < 1 ? null : bins.slice(0, end);
}

export function lengthOf(bin: Bin): string {
  if (bin.from === null || bin.to === null) return label(bin.label, 30);
  return `${duration(bin.from)} to ${duration(bin.to)}`;
}

function binTable(bins: readonly Bin[], total: number): Table {
  let below = 0;
  const rows = bins.map(({ label, sessions }): Cell[] => {
    below += sessions ?? 0;
    return [label, sessions, share(sessions, total), share(below, total)];
  });
  return {
    name: 'bins',
    title: 'sessions by length, shortest first; cumulative is the share up to the end of the bin',
    columns: [
      { name: 'bin', type: 'label' },
      { name: 'sessions', type: 'count' },
      { name: 'share', type: 'percent' },
      { name: 'cumulative', type: 'percent' },
    ],
    rows,
    show: 12,
  };
}

function nothing(bins: readonly Bin[], { start, end, bin_unit }: Asked): Report {
  const inside = bin_unit === undefined ? '' : ' inside the bins asked for';
  return {
    headline: [`No data: Amplitude counted no sessions for ${start} to ${end}${inside}.`],
    tables: bins.length === 0 ? [] : [binTable(bins, 0)],
    notes: [
      doubt(
        'Likely causes: no sessions in this range (sessions need events with a session id), custom bins that hold none, a range before the project had data, or the wrong project or region.',
      ),
    ],
    empty: true,
  };
}
