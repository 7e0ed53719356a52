import { count, plural } from '../../src/report/number.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import type { Change } from '../../src/tool.ts';
import type { ReadSide } from './list-activities-comparison.ts';
import { mostEntries } from './list-activities-pages.ts';
import { datesRead, howMany, shownCursor } from './list-activities-read.ts';
import { currencySentence } from './list-activities-report.ts';
import { byCurrency, typesOf } from './list-activities-sums.ts';
import { periodsInUtc } from './list-activities-utc.ts';

export interface Cut {
  /** "later" or "earlier" */
  which: string;
  side: ReadSide;
}

/** The side, where not all of it was read. */
export function cutSide(side: ReadSide, which: string): Cut[] {
  return side.read.progress.state === 'end' ? [] : [{ which, side }];
}

/** No change where a range was not read to its end: what is missing of it could be any amount. Both are told as far as read. */
export function declined(now: ReadSide, before: ReadSide, cuts: readonly Cut[], periods: Periods): Change {
  const named = cuts.map(({ which, side }) => `the ${which} range was cut after ${extent(side)}`).join(', and ');
  const partial = `Partial: no change is told, because ${named}.`;
  return {
    partial,
    headline: [
      `${bothRanges(periodsInUtc(periods))} (UTC). ${partial} ${goOn(cuts)}`,
      ...told(now, 'Later'),
      ...told(before, 'Earlier'),
      ...cuts.flatMap(cursorSentence),
    ],
    tables: [],
    notes: [],
    declined: true,
  };
}

function extent({ read }: ReadSide): string {
  return `${howMany(read)} (${datesRead(read)})`;
}

function goOn(cuts: readonly Cut[]): string {
  const inState = (state: string) => cuts.filter(({ side }) => side.read.progress.state === state);
  if (inState('stuck').length > 0)
    return 'ChartMogul says that there are more, but gave no new way to them: compare shorter ranges.';
  const raise = inState('limit').some(({ side }) => side.input.max_entries < mostEntries);
  return `${raise ? `Raise max_entries (at most ${count(mostEntries)}), or compare` : 'Compare'} shorter ranges.`;
}

/** How the rest of a range can be read by itself. */
function cursorSentence({ which, side: { read, input } }: Cut): string[] {
  const cursor = shownCursor(read.progress);
  if (cursor === null) return [];
  const range = `"start": "${input.start}", "end": "${input.end}"`;
  return [`The rest of the ${which} range, without compare: ${range}, "cursor": "${cursor}".`];
}

const mostTold = 3;

/** What its currencies moved by, the one with most activities first. */
function told({ read, input }: ReadSide, which: string): string[] {
  const whole = read.progress.state === 'end' ? 'all read' : 'as far as read';
  const types = typesOf(read.activities, input.type);
  const currencies = byCurrency(read.activities);
  const others = currencies.length - mostTold;
  return [
    ...currencies
      .slice(0, mostTold)
      .map((one) => `${which} range, ${whole}: ${currencySentence(one, types, input.type === undefined)}`),
    ...(others > 0
      ? [
          `${which} range: and ${plural(others, 'other currency', 'other currencies')}${which === 'Later' ? ': see movements' : ', not told here'}.`,
        ]
      : []),
  ];
}
