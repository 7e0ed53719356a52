import { type Note, noteOf } from '../../report/note.ts';
import { count } from '../../report/number.ts';
import { type Asked, type SeriesData, seriesNames } from './series.ts';

/**
 * Those of the series, one for each that was sent, that can be matched with another answer's: the answer says what each is. One
 * that was named by its place, or has the name of another, could be matched with something else.
 */
export function sureSeries<One>(
  data: SeriesData,
  asked: Asked,
  series: readonly One[],
): { series: One[]; unsure: number } {
  const names = seriesNames(data, asked);
  const keys = names.map(({ event, segment, group }) => JSON.stringify([event, segment, group]));
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  const sure = series.filter((_, index) => {
    const { event = null, segment = null } = names[index] ?? {};
    const told =
      isOneOf(event, asked.events) &&
      isOneOf(segment, asked.segments) &&
      isGroupTold(data, index, names[index]?.group ?? '');
    return told && times.get(keys[index] ?? '') === 1;
  });
  return { series: sure, unsure: series.length - sure.length };
}

/** That some series are not compared, where some are not. */
export function unsureNotes(now: number, before: number): Note[] {
  return now + before === 0
    ? []
    : [
        noteOf('missing')(
          `Not compared: ${count(now)} series of the later range and ${count(before)} of the earlier, which came without a name of their own, or with the same one twice.`,
        ),
      ];
}

function isOneOf(place: number | null, all: readonly unknown[] = []): boolean {
  return place !== null && place < Math.max(1, all.length);
}

/** A group without any label is called by its place: "group 3". */
function isGroupTold({ seriesLabels, seriesMeta }: SeriesData, index: number, group: string): boolean {
  if (group !== `group ${index + 1}`) return true;
  return JSON.stringify([seriesLabels?.[index], seriesMeta?.[index]]).includes(group);
}
