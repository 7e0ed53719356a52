import { z } from 'zod';

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

/** What the envelope says about the numbers, as notes, gravest first. */
export function envelopeNotes(answer: z.output<typeof envelope>): string[] {
  const { wasCached, timeComputed, prunedResult, timedOut, hitChunkGroupByLimit, realtimeDataMissing } = answer;
  return [
    sampledNote(answer.minSampleRate),
    timedOut === true ? 'Amplitude ran out of time: figures may be too low.' : '',
    prunedResult === true ? 'Amplitude pruned this result: parts of it are missing.' : '',
    hitChunkGroupByLimit === true
      ? 'Groups are cut: Amplitude hit its group-by limit, so small groups are missing.'
      : '',
    realtimeDataMissing === true ? 'Real-time data is missing: the latest figures are too low.' : '',
    wasCached === true ? `Amplitude answered from its own cache${computedAt(timeComputed)}.` : '',
  ].filter((note) => note !== '');
}

function sampledNote(rate: unknown): string {
  const parsed = bare.safeParse(rate);
  if (!parsed.success || parsed.data === null || parsed.data === 1) return '';
  return `Sampled: Amplitude computed this on a sample of users (sample rate ${parsed.data}), so figures are estimates.`;
}

function computedAt(milliseconds: unknown): string {
  const time = typeof milliseconds === 'number' ? new Date(milliseconds) : null;
  if (time === null || Number.isNaN(time.getTime())) return '';
  return `, computed ${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
