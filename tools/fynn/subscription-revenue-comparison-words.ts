import { changeOfBalance, changeOfSize } from '../../src/report/amount-change.ts';
import type { Decimal } from '../../src/report/decimal.ts';
import { label } from '../../src/report/label.ts';
import { growth, plural } from '../../src/report/number.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import type { Level, Pair } from './subscription-revenue-comparison.ts';
import { amount } from './subscription-revenue-report.ts';

/** The ranges, with the dates of the levels and how many dates were summed where these are the same for all. */
export function rangesSentence(pairs: readonly Pair[], periods: Periods): string {
  const opening = bothRanges(periods);
  if (pairs.length === 0) return `${opening}: no date is over and there in both, so no change is told.`;
  const [first] = pairs;
  if (first === undefined || first.level === null || !isAlike(pairs)) return `${opening}.`;
  const { now, before } = first.level;
  return `${opening}, ${plural(first.dates.length, 'date')} of each; MRR on ${now.date} against ${before.date}.`;
}

/** What changed in one currency: the level, and what moved it; `alike` where the first sentence tells the dates. */
export function currencySentences(pair: Pair, alike: boolean): { level: string; movements: string } {
  return { level: levelSentence(pair, alike), movements: movementSentence(pair, alike) };
}

/** Whether all have levels of the same dates and as many dates. */
export function isAlike(pairs: readonly Pair[]): boolean {
  const keys = pairs.map(({ dates, level }) => `${level?.now.date} ${level?.before.date} ${dates.length}`);
  return pairs.every(({ level }) => level !== null) && new Set(keys).size === 1;
}

/** "EUR: MRR EUR 110.00 on 2026-08-14 against EUR 100.00 on 2026-07-17, change EUR 10.00 (+10.0 %)." */
function levelSentence({ currency, level }: Pair, alike: boolean): string {
  const code = label(currency, 8);
  if (level === null) return `${code}: no date has an MRR in both ranges.`;
  const { now, before } = level;
  const told = ({ date, revenue }: Level) => `${amount(revenue, code)}${alike ? '' : ` on ${date}`}`;
  const change = amount(now.revenue.minus(before.revenue), code);
  const part = partWords(changeOfBalance(before.revenue, now.revenue));
  return `${code}: MRR ${told(now)} against ${told(before)}, change ${change}${part}.`;
}

/** "EUR movements, 28 dates of each: net EUR 5.00 against EUR 4.00 (+25.0 %); new …, expansion …, churn …." */
function movementSentence({ currency, dates, now, before }: Pair, alike: boolean): string {
  const code = label(currency, 8);
  const shown = (value: Decimal) => (value.sign() === 0 ? 'none' : amount(value, code));
  const told = (name: string, own: Decimal, other: Decimal, part: number | null) =>
    `${name} ${shown(own)} against ${shown(other)}${partWords(part)}`;
  const parts = (['new', 'expansion', 'churn'] as const).map((name) =>
    told(name, now[name], before[name], changeOfSize(before[name], now[name])),
  );
  const net = `net ${amount(now.net, code)} against ${amount(before.net, code)}`;
  const balance = partWords(changeOfBalance(before.net, now.net));
  return `${code} movements${alike ? '' : `, ${plural(dates.length, 'date')} of each`}: ${net}${balance}; ${parts.join(', ')}.`;
}

function partWords(part: number | null): string {
  return part === null ? '' : ` (${growth(part)})`;
}
