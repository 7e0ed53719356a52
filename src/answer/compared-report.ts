import { noteOf } from '../report/note.ts';
import { alignmentNotes, type Periods, rangeText } from '../report/periods.ts';
import type { Report } from '../report/report.ts';
import type { Change } from '../tool.ts';

/** The reports of two ranges as one: the change first, then all of the later range, and what is doubtful about the earlier one. */
export function comparedReport(now: Report, before: Report, periods: Periods, change: () => Change): Report {
  const isLone = now.empty === true || before.empty === true;
  const changed = isLone ? withoutChange(now, before, periods) : change();
  const { headline, tables, notes } = changed;
  const own = isLone ? now.notes : now.notes.filter((note) => note.alone === undefined);
  const alignment = isLone || changed.declined === true ? [] : alignmentNotes(periods);
  const partial = changed.partial ?? now.partial ?? (before.partial && `Earlier range: ${before.partial}`);
  return {
    headline,
    tables: [...tables, ...now.tables.map((table) => ({ ...table, title: `later range: ${table.title}` }))],
    notes: [...notes, ...own, ...ofEarlier(before, now), ...alignment],
    ...(partial === undefined ? {} : { partial }),
    ...(now.empty === true && before.empty === true ? { empty: true } : {}),
  };
}

/** One of them is empty, which means nothing where not all of it was read. */
function withoutChange(now: Report, before: Report, periods: Periods): Change {
  const told = ({ headline, partial }: Report) => headline.slice(0, partial === undefined ? 1 : 2).join(' ');
  const sentence = `In the period compared with, ${rangeText(periods.before)}: ${told(before)}`;
  const isCut = now.partial !== undefined || before.partial !== undefined;
  const why = before.empty ? 'There is nothing to compare with.' : 'Nothing is left of what was there before.';
  const headline = [
    ...now.headline.slice(0, 2),
    isCut ? 'Not everything was read, so no change is told.' : why,
    sentence,
  ];
  return { headline, tables: [], notes: [] };
}

/** What makes the earlier figures doubtful, incomplete or unusual, where it is not true of both. */
function ofEarlier(before: Report, now: Report): Report['notes'] {
  if (before.empty === true) return [];
  return before.notes
    .filter(
      ({ gravity, text, alone }) =>
        grave.has(gravity) && alone === undefined && now.notes.every((note) => note.text !== text),
    )
    .map(({ gravity, text }) => noteOf(gravity)(`Earlier range: ${text}`));
}

// What is partial is named with the change.
const grave = new Set(['doubt', 'missing', 'moved']);
