import { expect, it } from 'vitest';
import { joined } from '../../../src/report/joined.ts';

it('joins lists in their order, empty ones too', () => {
  expect(joined([[1, 2], [], [3]])).toEqual([1, 2, 3]);
  expect(joined(new Map([['a', [1]]]).values())).toEqual([1]);
  expect(joined([])).toEqual([]);
});
