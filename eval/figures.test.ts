import { expect, it } from 'vitest';
import { amount, change, count, decimal, duration, end, money, percent, points } from './figures.ts';

it('prints figures as a reader is to see them', () => {
  expect([count(4812), count(1_234_567), count(0)]).toEqual(['4,812', '1,234,567', '0']);
  expect([decimal(3.62453), decimal(0.428571), decimal(1234.5), decimal(7)]).toEqual([
    '3.62',
    '0.4286',
    '1,234.50',
    '7',
  ]);
  expect([percent(1, 8), percent(598, 4812), percent(0, 9), percent(1, 1)]).toEqual([
    '12.5 %',
    '12.4 %',
    '0.0 %',
    '100.0 %',
  ]);
  expect([percent(249, 2000), percent(-249, 2000)]).toEqual(['12.5 %', '-12.5 %']);
  expect([change(100, 104), change(104, 100), change(9, 9), change(0.5, 10)]).toEqual([
    '+4.0 %',
    '-3.8 %',
    '0.0 %',
    '+1,900.0 %',
  ]);
  expect([money('EUR', 6150), money('EUR', -573_298), amount(12_840.2)]).toEqual([
    'EUR 61.50',
    'EUR -5,732.98',
    '12,840.20',
  ]);
  expect([duration(24.5), duration(199.2), duration(4972), duration(264_505)]).toEqual([
    ...['24.5 s', '3.3 min = 199 s', '1.4 h = 4,972 s', '3.1 d = 264,505 s'],
  ]);
  expect([points(-11.04), points(2.5), points(0.04)]).toEqual(['-11.0', '+2.5', '0.0']);
  expect([end(-11.04), end(2.5), end(0.017), end(-0.04), end(0.004)]).toEqual([
    '-11.0',
    '+2.5',
    '+0.02',
    '-0.04',
    '0.0',
  ]);
});
