import { expect, it } from 'vitest';
import { smallNumbers } from '../../../src/report/small-numbers.ts';
import { texts } from '../../support/ask.ts';

const told = (...sizes: number[]) =>
  texts(
    smallNumbers(
      sizes.map((of, index) => ({ name: `g${index}|`, of })),
      'users',
    ),
  );

it('names what rests on fewer than 30, up to three of them', () => {
  expect(told(29, 30, 3_000)).toEqual(['Small numbers: shares of fewer than 30 users are mostly chance (g0\\| 29).']);
  expect(told(1, 2, 3, 4, 5)).toEqual([
    'Small numbers: shares of fewer than 30 users are mostly chance (g0\\| 1, g1\\| 2, g2\\| 3 and 2 more).',
  ]);
  expect(texts(smallNumbers([{ name: '', of: 12 }], 'sessions'))).toEqual([
    'Small numbers: shares of fewer than 30 sessions are mostly chance (12).',
  ]);
});

it('says nothing of enough, nor of nobody', () => expect(told(30, 0)).toEqual([]));
