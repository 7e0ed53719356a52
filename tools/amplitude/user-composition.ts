import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { cover } from '../../src/report/cover.ts';
import { declinedChange } from '../../src/report/declined-change.ts';
import { label } from '../../src/report/label.ts';
import { rowPerItem } from '../../src/report/later-rows.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, percent, plural, share } from '../../src/report/number.ts';
import { smallNumbers } from '../../src/report/small-numbers.ts';
import type { Cell, Report, ReportContext } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { asOf, openEndNotes } from '../../src/vendors/amplitude/as-of.ts';
import { cheaper, queryCost } from '../../src/vendors/amplitude/cost.ts';
import { figureRows } from '../../src/vendors/amplitude/figures.ts';
import { valuesReader } from '../../src/vendors/amplitude/group-words.ts';
import { namesIn } from '../../src/vendors/amplitude/names-in.ts';
import { openRange } from '../../src/vendors/amplitude/open-range.ts';
import { dateQuery } from '../../src/vendors/amplitude/query.ts';
import { notSet } from '../../src/vendors/amplitude/series.ts';
import { unsetNotes } from '../../src/vendors/amplitude/unset-groups.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { dateRange } from '../../src/vendors/inputs.ts';
import { quickSchema } from '../../src/vendors/quick-schema.ts';
import { areTexts } from '../../src/vendors/usual.ts';
import { compareValues, type Value } from './user-composition-comparison.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');
const reading = noteOf('reading');

const input = z.strictObject({
  ...dateRange,
  property: z
    .string()
    .min(1)
    .describe('version, country, city, region, DMA, language, platform, os, device, paying, … or gp:name'),
});
type Input = z.output<typeof input>;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((one) => String(one ?? ''));
const values = quickSchema((sent) => (areTexts(sent) ? sent : undefined), z.array(value));

const response = answerOf(z.looseObject({ series: figureRows, xValues: values }));
type Answer = z.output<typeof response>;

/** GET /api/2/composition: "the distribution of users across values of a user property". */
export const userComposition = defineTool({
  name: 'amplitude_user_composition',
  title: 'User composition',
  description:
    'How many users had each value of a user property (platform, country, version, gp:plan) in a range. ' +
    'For active users over time by property use amplitude_active_users with group_by. Cost: 1 a day.',
  vendor: amplitude,
  endpoint: '/api/2/composition',
  input,
  dates: {},
  cost: ({ start, end }) => queryCost({ start, end }),
  rewrites: cheaper,
  request: (q) => ({ path: '/api/2/composition', query: [...dateQuery(q), ['p', q.property]] }),
  response,
  charts: [
    {
      kind: 'bars',
      table: 'comparison',
      title: 'Against the earlier range',
      name: 'value',
      figure: 'current',
      before: 'previous',
      also: ['change', 'change_percent', 'current_share', 'previous_share'],
    },
    { kind: 'bars', table: 'values', title: 'Users by value', name: 'value', figure: 'users' },
  ],
  report: ([answer], q, context) => tell(answer, q, context),
  names: ({ property }) => namesIn({ group_by: [property] }),
  compare: (now, before, periods) => {
    const about = label(now.input.property, 40);
    const open = openRange(now, before);
    if (open !== null) return declinedChange(periods, open, about);
    const values = ({ pages: [answer], input, context }: typeof now) => valuesOf(answer, input, context);
    return compareValues(values(now), values(before), now.input.property, periods);
  },
});

function valuesOf({ data: { xValues, series } }: Answer, q: Input, { masks }: ReportContext): Value[] {
  const show = valuesReader({ properties: [q.property], masks });
  return xValues.map((sent, index) => ({ name: notSet(show([sent]).join()), users: series[0]?.[index] ?? null }));
}

function tell(answer: Answer, q: Input, context: ReportContext): Report {
  const values = valuesOf(answer, q, context);
  const impossible = values.filter(({ users }) => users !== null && users < 0);
  const total = impossible.length > 0 ? null : values.reduce((sum, { users }) => sum + (users ?? 0), 0);
  const notes = [...openEndNotes(q, asOf(answer, context)), ...envelopeNotes(answer, context)];
  if (values.every(({ users }) => !users)) return nothing(q, notes);
  const ranked = values.sort((a, b) => (b.users ?? -1) - (a.users ?? -1));
  return {
    headline: headline(ranked, total, q),
    tables: [
      {
        name: 'values',
        title: 'users by value, largest first; share of the user-value pairs',
        columns: [
          { name: 'value', type: 'label' },
          { name: 'users', type: 'count' },
          { name: 'share', type: 'percent' },
        ],
        rows: rowPerItem(ranked, ({ name, users }): Cell[] => [name, users, share(users, total)]),
        show: shown,
      },
    ],
    notes: [
      ...impossibleNote(impossible),
      ...unsetNotes([q.property], answer.data.xValues),
      reading(
        'A user who had several values in the range counts once in each, so shares are of user-value pairs, and the sum is not the number of users.',
      ),
      ...shapeNotes(answer.data),
      ...smallNumbers(total === null ? [] : [{ name: '', of: total }], 'user-value pairs'),
      ...notes,
    ],
  };
}

const mostNamed = 3;
const shown = 12;

function headline(ranked: readonly Value[], total: number | null, { property, start, end }: Input): string[] {
  const top = ranked.slice(0, mostNamed).map((one) => `${label(one.name, 24)}: ${told(one, total)}`);
  const part = cover(
    ranked.map(({ users }) => users),
    shown,
  );
  const unset = ranked.slice(mostNamed).find(({ name }) => name === notSet(''));
  const pairs = total === null ? '' : `, ${count(total)} user-value pairs`;
  return [
    `${label(property, 40)}, ${start} to ${end}: ${plural(ranked.length, 'value')}${pairs}.`,
    `${ranked.length > mostNamed ? 'Largest: ' : ''}${top.join('; ')}.`,
    ...(part === null ? [] : [`The ${shown} largest values hold ${percent(part)} of the pairs.`]),
    ...(unset === undefined ? [] : [`Not set: ${told(unset, total)}.`]),
  ];
}

function told({ users }: Value, total: number | null): string {
  return `${users === null ? 'n/a' : plural(users, 'user')} (${percent(share(users, total))}${total === null ? '' : ' of pairs'})`;
}

function impossibleNote([first, ...others]: readonly Value[]): Note[] {
  if (first === undefined) return [];
  const more = others.length > 0 ? ` and ${count(others.length)} more` : '';
  return [
    doubt(`Check: fewer than 0 users with ${label(first.name, 40)}${more}, which cannot be, so no shares are told.`),
  ];
}

function shapeNotes({ series, xValues }: Answer['data']): Note[] {
  const uneven = series[0]?.length !== xValues.length;
  const unknown = xValues.length - (series[0] ?? []).slice(0, xValues.length).filter((users) => users !== null).length;
  return [
    ...(uneven
      ? [doubt('Amplitude sent more or fewer figures than values; they are paired from the first value on.')]
      : []),
    ...(unknown > 0
      ? [missing(`${plural(unknown, 'value')} without a figure (n/a); left out of total and shares.`)]
      : []),
  ];
}

function nothing({ property, start, end }: Input, notes: readonly Note[]): Report {
  return {
    headline: [`No data: Amplitude counted no users by ${label(property, 40)} for ${start} to ${end}.`],
    tables: [],
    notes: [
      doubt(
        'Likely causes: a property that no user has (built-in ones such as platform take no prefix, custom ones are gp:name), a range before the project had data, or the wrong project or region.',
      ),
      ...notes,
    ],
    empty: true,
  };
}
