import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerOf, envelopeNotes, figure } from '../../../../src/vendors/amplitude/answer.ts';
import { texts } from '../../../support/ask.ts';

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
  const noted = (envelope: Record<string, unknown>) => envelopeNotes(answer.parse({ data: [], ...envelope }));
  const notes = (envelope: Record<string, unknown>) => texts(noted(envelope));

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
    expect(noted(all).map(({ gravity }) => gravity)).toEqual([
      ...['doubt', 'doubt', 'doubt'],
      ...['missing', 'missing', 'reading'],
    ]);
    expect(notes({ wasCached: true, timeComputed: 1e99 })).toEqual(['Amplitude answered from its own cache.']);
  });

  it('says how old figures are that were computed earlier', () => {
    const now = new Date('2026-08-15T12:00:00Z');
    const aged = (milliseconds: number, wasCached: unknown = true) =>
      envelopeNotes(answer.parse({ data: [], wasCached, timeComputed: now.getTime() - milliseconds }), { now });
    const hour = 3_600_000;
    expect(aged(42 * 60_000)).toEqual([
      { gravity: 'reading', text: 'Amplitude computed this 42 minutes ago (2026-08-15 11:18 UTC) and kept it.' },
    ]);
    expect(aged(23 * hour)[0]?.text).toContain('23 hours ago');
    expect(aged(25 * hour)).toEqual([
      {
        gravity: 'missing',
        text: 'Stale: Amplitude computed this 25 hours ago (2026-08-14 11:00 UTC); what came in since is not in it.',
      },
    ]);
    expect(aged(72 * hour)[0]?.text).toContain('3 days ago');
    // Old figures are old, whether or not a cache is named; fresh ones are nothing to tell.
    expect(aged(2 * hour, false)[0]?.text).toContain('2 hours ago');
    expect(aged(hour / 2, false)).toEqual([]);
    expect(aged(-hour)[0]?.text).toBe('Amplitude answered from its own cache, computed 2026-08-15 13:00 UTC.');
  });
});
