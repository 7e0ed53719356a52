import { describe, expect, it } from 'vitest';
import { envelopeNotes } from '../../../../src/vendors/amplitude/answer.ts';
import { joinAnswers, joinedNotes } from '../../../../src/vendors/amplitude/join-answers.ts';
import { dates } from '../../../support/amplitude-series.ts';
import { texts } from '../../../support/ask.ts';

const parts = [
  { start: '2026-08-01', end: '2026-08-02' },
  { start: '2026-08-03', end: '2026-08-04' },
];
const asked = { segments: [], group_by: [], everything: 'all' };

function join(...envelopes: [object, object]) {
  const answers = envelopes.map((envelope, index) => ({
    data: { series: [[1, 2]], xValues: dates(parts[index]?.start ?? '', 2) },
    ...envelope,
  }));
  return joinAnswers(answers, parts, { asked, rhythm: 'daily', absent: 0 });
}

describe('what parts say about their numbers', () => {
  it('is said of the whole, whichever part says it', () => {
    for (const flag of ['prunedResult', 'timedOut', 'hitChunkGroupByLimit', 'realtimeDataMissing', 'wasCached']) {
      expect(envelopeNotes(join({ [flag]: true }, {})), flag).toHaveLength(1);
      expect(envelopeNotes(join({ [flag]: false }, { [flag]: true })), flag).toHaveLength(1);
    }
    expect(envelopeNotes(join({ minSampleRate: 1 }, { minSampleRate: 1 }))).toEqual([]);
    expect(texts(envelopeNotes(join({ minSampleRate: '0.1' }, { minSampleRate: 1 })))[0]).toContain('rate 0.1');
    expect(texts(envelopeNotes(join({ minSampleRate: 0.5 }, { minSampleRate: { value: 0.2 } })))[0]).toContain(
      'rate 0.2',
    );
  });

  it('was computed when the oldest part was that may lack something', () => {
    const at = (text: string) => ({ timeComputed: Date.parse(text) });
    expect(join(at('2026-08-02T09:00Z'), at('2026-08-06T09:00Z')).timeComputed).toBe(Date.parse('2026-08-02T09:00Z'));
    expect(join(at('2026-08-05T09:00Z'), at('2026-08-05T10:00Z')).timeComputed).toBe(Date.parse('2026-08-05T10:00Z'));
    expect(join(at('2026-08-20T09:00Z'), at('2026-08-21T09:00Z')).timeComputed).toBeUndefined();
  });

  it('is why there is no figure for the whole range, where there is none', () => {
    expect(joinedNotes({}, 'users')).toEqual([]);
    expect(texts(joinedNotes({ parts: 3 }, 'users'))[0]).toMatch(/in 3 parts .* n\/a, because users/);
    expect(texts(joinedNotes({ parts: 3 }, 'average'))[0]).toMatch(/n\/a, because averages/);
    expect(texts(joinedNotes({ parts: 3 }, 'sum'))[0]).not.toContain('n/a');
  });
});
