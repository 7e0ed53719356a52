import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { declinedChange } from '../../src/report/declined-change.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { asOf, openEndNotes } from '../../src/vendors/amplitude/as-of.ts';
import { cheaper } from '../../src/vendors/amplitude/cost.ts';
import { sessionsCost } from '../../src/vendors/amplitude/daily-average.ts';
import { figureRows } from '../../src/vendors/amplitude/figures.ts';
import { openRange } from '../../src/vendors/amplitude/open-range.ts';
import { dateQuery } from '../../src/vendors/amplitude/query.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { dateRange } from '../../src/vendors/inputs.ts';
import { type Bin, binMistakes, readBin } from './session-length-bins.ts';
import { compareBins } from './session-length-comparison.ts';
import { tellBins } from './session-length-report.ts';

const doubt = noteOf('doubt');

const bound = z.number().min(0).optional();

const input = z.strictObject({
  ...dateRange,
  bin_unit: z
    .enum(['hours', 'minutes', 'seconds'])
    .optional()
    .describe('Custom bins need bin_unit, bin_min and bin_max'),
  bin_min: bound.describe('Lower bound of the first bin, in bin_unit'),
  bin_max: bound.describe('Upper bound of the last bin, at most one day'),
  bin_size: z.number().positive().optional().describe('Width of a bin; Amplitude chooses without it'),
});

const response = answerOf(z.looseObject({ series: figureRows, xValues: z.array(z.string()) }));

/** GET /api/2/sessions/length: "the number of sessions for each pre-defined length ("bucket")". */
export const sessionLength = defineTool({
  name: 'amplitude_session_length',
  title: 'Session length distribution',
  description:
    'How session lengths spread: sessions per length bin, median bin, share under 10 seconds. ' +
    'For one average a day use amplitude_average_session_length. Cost: 4 a day.',
  vendor: amplitude,
  endpoint: '/api/2/sessions/length',
  input,
  dates: {},
  check: binMistakes,
  cost: sessionsCost,
  rewrites: cheaper,
  request: (q) => ({ path: '/api/2/sessions/length', query: [...dateQuery(q), ...binQuery(q)] }),
  response,
  charts: [
    {
      kind: 'bars',
      table: 'comparison',
      title: 'Against the earlier range',
      name: 'bin',
      figure: 'current',
      before: 'previous',
      also: ['change', 'interval_95', 'verdict'],
      spread: true,
    },
    { kind: 'bars', table: 'bins', title: 'How lengths spread', name: 'bin', figure: 'sessions', spread: true },
  ],
  report: ([answer], q, context) => {
    const told = tellBins(binsOf(answer), q);
    const open = openEndNotes(q, asOf(answer, context));
    return { ...told, notes: [...told.notes, ...open, ...shapeNotes(answer.data), ...envelopeNotes(answer, context)] };
  },
  compare: (now, before, periods) => {
    const open = openRange(now, before);
    if (open !== null) return declinedChange(periods, open);
    return compareBins(binsOf(now.pages[0]), binsOf(before.pages[0]), now.input, periods);
  },
});

function binsOf({ data: { series, xValues } }: z.output<typeof response>): Bin[] {
  const [sessions = []] = series;
  return xValues.map((text, index) => readBin(text, sessions[index] ?? null));
}

/** "An array with one element which is itself an array that includes the counts […] for each of the buckets." */
function shapeNotes({ series, xValues }: z.output<typeof response>['data']): Note[] {
  const uneven = series[0] !== undefined && series[0].length !== xValues.length;
  return [
    ...(uneven ? [doubt('Amplitude sent more or fewer counts than bins; they are paired from the first bin on.')] : []),
    ...(series.length > 1
      ? [doubt(`Amplitude sent ${series.length} series where it documents one; the first is read.`)]
      : []),
  ];
}

function binQuery({ bin_unit, bin_min, bin_max, bin_size }: z.output<typeof input>) {
  const pairs = {
    timeHistogramConfigBinTimeUnit: bin_unit,
    timeHistogramConfigBinMin: bin_min,
    timeHistogramConfigBinMax: bin_max,
    timeHistogramConfigBinSize: bin_size,
  };
  return Object.entries(pairs).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
}
