import { daysIn } from '../../src/report/calendar.ts';
import { label } from '../../src/report/label.ts';
import { alone, type Note, noteOf } from '../../src/report/note.ts';
import { change, money, plural } from '../../src/report/number.ts';
import type { ReportContext } from '../../src/tool.ts';
import type { Input } from './subscription-revenue.ts';
import { type Break, breaksOf } from './subscription-revenue-breaks.ts';
import { datesIn, type Gaps, gapsOf, named } from './subscription-revenue-gaps.ts';
import { byCode, type Point } from './subscription-revenue-points.ts';
import type { Read } from './subscription-revenue-read.ts';
import type { CurrencyRevenue } from './subscription-revenue-sums.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');
const partial = noteOf('partial');
const moved = noteOf('moved');
const assumed = noteOf('assumed');
const reading = noteOf('reading');

/** What changes the meaning of the levels and sums. */
export function notesOf(read: Read, currencies: readonly CurrencyRevenue[], q: Input, context: ReportContext): Note[] {
  const ever = byCode(read.all);
  const gaps = currencies.map((one) => gapsOf(one, ever.get(one.currency)?.[0]?.date, q, context.today));
  return [
    ...aheadOrRunning(currencies, context),
    ...repeatedNote(read),
    ...insideNote(gaps),
    ...afterNote(gaps),
    ...breakNotes(currencies, ever),
    ...unexplainedNote(currencies),
    ...filledNote(read, currencies),
    reading(`MRR is a level, never added up over dates${currencies.length > 1 ? ', nor over currencies' : ''}.`),
    ...churnNotes(currencies),
  ];
}

function aheadOrRunning(currencies: readonly CurrencyRevenue[], { today, zone }: ReportContext): Note[] {
  const latest = currencies.reduce((most, { lastDate }) => (lastDate > most ? lastDate : most), '');
  if (latest > today) return [aheadNote(latest, today, zone)];
  return latest === today ? [partial('Today still runs: it is in the tables, not in latest MRR and change.')] : [];
}

/** Dates are the account's own, and today is that of the zone set or assumed. */
function aheadNote(latest: string, today: string, zone: string): Note {
  return doubt(
    `Fynn has dates up to ${latest}, after today (${today} in ${zone}): the account's zone may be another, set ` +
      'FYNN_TIMEZONE. Dates from today on are in the tables, not in latest MRR and change.',
  );
}

function repeatedNote({ repeated, contradicting }: Read): Note[] {
  if (repeated === 0) return [];
  const told = `${plural(repeated, 'row')} came twice for a date and currency; the first counts.`;
  if (contradicting === 0) return [assumed(told)];
  return [doubt(`${told} ${plural(contradicting, 'of these differs', 'of these differ')} from the first.`)];
}

function insideNote(gaps: readonly Gaps[]): Note[] {
  const holes = gaps.flatMap(({ currency, inside }) => inside.map((range) => ({ code: label(currency, 8), range })));
  if (holes.length === 0) return [];
  const dates = plural(datesIn(gaps), 'date');
  return [missing(`Fynn sent no rows for ${dates} inside: ${named(holes)}. What moved then is in no sum.`)];
}

function afterNote(gaps: readonly Gaps[]): Note[] {
  const late = gaps.flatMap(({ currency, after }) =>
    after === null ? [] : [{ code: label(currency, 8), range: after }],
  );
  const [first] = late;
  if (first === undefined) return [];
  const days = Math.max(...late.map(({ range }) => daysIn(range)));
  return [missing(`Fynn sent no rows at the end (up to ${plural(days, 'day')}): ${named(late)}. Latest MRR is older.`)];
}

/** At most two, the latest first. */
function breakNotes(currencies: readonly CurrencyRevenue[], ever: ReadonlyMap<string, readonly Point[]>): Note[] {
  const found = breaksOf(currencies, ever).slice(0, 2);
  const told = found.sort((a, b) => b.date.localeCompare(a.date)).map(breakText);
  return told.length === 0 ? [] : [moved(`Unusual steps of MRR: ${told.join('; ')}.`)];
}

function breakText({ currency, date, from, to, back }: Break): string {
  const code = label(currency, 8);
  const step = `${date} from ${money(from.text(), code)} to ${money(to.text(), code)}`;
  if (from.sign() === 0) return step;
  if (to.sign() !== 0) return `${step} (${change(from.toNumber(), to.toNumber())})`;
  return `${step}${back === null ? '' : ` until ${back}`} (gone, or not sent)`;
}

/** The headline tells how much that is. */
function unexplainedNote(currencies: readonly CurrencyRevenue[]): Note[] {
  const unexplained = currencies.some(({ change: rise, explained }) => rise !== null && !rise.equals(explained.net));
  if (!unexplained) return [];
  return [alone(missing('Fynn sends no contraction and no reactivation apart, which may be what is unexplained.'))];
}

function filledNote({ points }: Read, currencies: readonly CurrencyRevenue[]): Note[] {
  const openings = currencies.flatMap(({ base, opens }) => (opens && base !== null ? [base] : []));
  const filled = [points, openings].flat().filter((point) => point.filled).length;
  if (filled === 0) return [];
  return [
    assumed(`${plural(filled, 'date')} without a row: taken as unchanged, as levels and movements agree around them.`),
  ];
}

function churnNotes(currencies: readonly CurrencyRevenue[]): Note[] {
  const negative = currencies.filter(({ negativeChurn }) => negativeChurn).map(({ currency }) => label(currency, 8));
  return [
    negative.length === 0
      ? reading('Churn is a loss although it is positive.')
      : assumed(`Churn in ${negative.slice(0, 5).join(', ')} came as negative amounts, read as losses.`),
    ...(currencies.some(({ mixedChurn }) => mixedChurn)
      ? [doubt('Some churn amounts are negative, and lower the churn.')]
      : []),
  ];
}
