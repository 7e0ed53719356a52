import { describe, expect, it } from 'vitest';
import { segmentIndexOf } from '../../../../src/vendors/amplitude/segment-index.ts';

describe('the index of a segment', () => {
  it('is what the meta of a series says', () => {
    expect([{ segmentIndex: 0 }, { eventIndex: 1, segmentIndex: 2 }].map(segmentIndexOf)).toEqual([0, 2]);
  });

  it('is none where the meta says nothing that is a number', () => {
    const metas = [undefined, null, 1, '1', [], {}, { segmentIndex: null }, { segmentIndex: '1' }];
    expect([...metas, { segmentIndex: Number.POSITIVE_INFINITY }].map(segmentIndexOf)).toEqual(Array(9).fill(null));
  });
});
