import { expect, it } from 'vitest';
import { neighbours } from './neighbours.ts';

it('a figure has two that are as good as right', () => {
  expect(neighbours('4,812')).toEqual(['4,813', '4,811']);
  expect(neighbours('999')).toEqual(['1,000', '998']);
  expect(neighbours('-12.4 %')).toEqual(['-12.5 %', '-12.3 %']);
  expect(neighbours('EUR 1,000.00')).toEqual(['EUR 1,000.01', 'EUR 999.99']);
  expect(neighbours('3.1 min = 189 s')).toEqual(['3.1 min = 190 s', '3.1 min = 188 s']);
  expect(neighbours('371/927')).toEqual(['371/928', '371/926']);
  expect(neighbours('0')).toEqual(['1']);
});
