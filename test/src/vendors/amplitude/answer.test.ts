import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerOf, envelopeNotes, figure } from '../../../../src/vendors/amplitude/answer.ts';

describe('figure', () => {
  it.each([
    [12, 12],
    [0.25, 0.25],
    [null, null],
    ['12', 12],
    ['-1.5', -1.5],
    ['1e-7', 1e-7],
    [{ setId: 'x', value: 5 }, 5],
    [{ setId: '', value: null }, null],
    [{ value: '9007199254740993' }, 9007199254740992],
  ])('%j is %s', (sent, read) => expect(figure.parse(sent)).toBe(read));

  it.each([['abc'], [''], [true], [{}], [{ setId: 'x' }], [[1]], [{ value: 'x' }], ['1e999'], [undefined]])(
    '%j is no figure, and no zero',
    (sent) => expect(figure.safeParse(sent).success).toBe(false),
  );
});

describe('the envelope', () => {
  const answer = answerOf(z.array(figure));
  const notes = (envelope: Record<string, unknown>) => envelopeNotes(answer.parse({ data: [], ...envelope }));

  it('is silent about what changes nothing', () => {
    const usual = {
      wasCached: false,
      minSampleRate: 1,
      hitChunkGroupByLimit: false,
      novaCost: 3,
      queryIds: ['9007199254740993'],
    };
    expect(notes(usual)).toEqual([]);
    expect(notes({ minSampleRate: '1', timeComputed: 'soon', timedOut: null })).toEqual([]);
  });

  it('says what changes the meaning of the numbers, gravest first', () => {
    const all = {
      ...{ wasCached: true, timeComputed: Date.parse('2026-08-15T09:30:00Z'), realtimeDataMissing: true },
      ...{ hitChunkGroupByLimit: true, prunedResult: true, timedOut: true, minSampleRate: 0.1 },
    };
    expect(notes(all)).toEqual([
      'Sampled: Amplitude computed this on a sample of users (sample rate 0.1), so figures are estimates.',
      'Amplitude ran out of time: figures may be too low.',
      'Amplitude pruned this result: parts of it are missing.',
      'Groups are cut: Amplitude hit its group-by limit, so small groups are missing.',
      'Real-time data is missing: the latest figures are too low.',
      'Amplitude answered from its own cache, computed 2026-08-15 09:30 UTC.',
    ]);
    expect(notes({ wasCached: true, timeComputed: 1e99 })).toEqual(['Amplitude answered from its own cache.']);
  });
});
