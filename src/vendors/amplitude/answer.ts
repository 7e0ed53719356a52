import { z } from 'zod';
import { type Note, noteOf } from '../../report/note.ts';
import { plural } from '../../report/number.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');
const reading = noteOf('reading');

const digits = z
  .string()
  .regex(/^\s*-?\d+(\.\d+)?([eE][-+]?\d+)?\s*$/)
  .transform(Number)
  .pipe(z.number());

const bare = z.union([z.number(), z.null(), digits]);

/** A figure: a number, a number in quotes, null (no data), or `{setId, value}` with one of them. */
export const figure = z.union([bare, z.looseObject({ value: bare }).transform(({ value }) => value)]);

const envelope = z.looseObject({
  wasCached: z.unknown().optional(),
  timeComputed: z.unknown().optional(),
  prunedResult: z.unknown().optional(),
  timedOut: z.unknown().optional(),
  hitChunkGroupByLimit: z.unknown().optional(),
  realtimeDataMissing: z.unknown().optional(),
  minSampleRate: z.unknown().optional(),
});

/** An answer with its envelope; only the keys that change the meaning of the numbers are looked at. */
export function answerOf<Data extends z.ZodType>(data: Data) {
  return envelope.extend({ data });
}

/** What the envelope says about the numbers; `now` is when the answer came. */
export function envelopeNotes(answer: z.output<typeof envelope>, { now }: { now?: Date } = {}): Note[] {
  const { prunedResult, timedOut, hitChunkGroupByLimit, realtimeDataMissing } = answer;
  return [
    doubt(sampledNote(answer.minSampleRate)),
    doubt(timedOut === true ? 'Amplitude ran out of time: figures may be too low.' : ''),
    doubt(prunedResult === true ? 'Amplitude pruned this result: parts of it are missing.' : ''),
    missing(
      hitChunkGroupByLimit === true
        ? 'Groups are cut: Amplitude hit its group-by limit, so small groups are missing.'
        : '',
    ),
    missing(realtimeDataMissing === true ? 'Real-time data is missing: the latest figures are too low.' : ''),
    keptNote(answer, now?.getTime()),
  ].filter(({ text }) => text !== '');
}

function sampledNote(rate: unknown): string {
  const parsed = bare.safeParse(rate);
  if (!parsed.success || parsed.data === null || parsed.data === 1) return '';
  return `Sampled: Amplitude computed this on a sample of users (sample rate ${parsed.data}), so figures are estimates.`;
}

const hour = 3_600_000;
const day = 24 * hour;

/** That the figures were computed earlier, and how much earlier: said of what is an hour old even where no cache is named. */
function keptNote({ wasCached, timeComputed }: z.output<typeof envelope>, now: number | undefined): Note {
  const time = typeof timeComputed === 'number' ? new Date(timeComputed) : null;
  const age = (now ?? Number.NaN) - (time?.getTime() ?? Number.NaN);
  if (wasCached !== true && !(age >= hour)) return reading('');
  if (time === null || Number.isNaN(time.getTime())) return reading('Amplitude answered from its own cache.');
  const at = `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (!(age >= 60_000)) return reading(`Amplitude answered from its own cache, computed ${at}.`);
  const old = `Amplitude computed this ${ageText(age)} ago (${at})`;
  return age < day ? reading(`${old} and kept it.`) : missing(`Stale: ${old}; what came in since is not in it.`);
}

function ageText(age: number): string {
  if (age < hour) return plural(Math.round(age / 60_000), 'minute');
  return age < 2 * day ? plural(Math.round(age / hour), 'hour') : plural(Math.round(age / day), 'day');
}
