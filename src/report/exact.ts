import Big from 'big.js';

/** The exact sum of decimal amounts. */
export function exactSum(amounts: Iterable<Big | string>): Big {
  let sum = new Big(0);
  for (const amount of amounts) sum = sum.plus(amount);
  return sum;
}

/** The sum of figures as they are written, so that 0.1 and 0.2 make 0.3. */
export function exactTotal(figures: readonly number[]): number {
  const sum = figures.reduce((total, figure) => total + figure, 0);
  return Number.isInteger(sum) ? sum : Number(exactSum(figures.map(String)));
}

/** A decimal with all its digits, and at least the two that money has: 61.5 → "61.50". */
export function exactText(amount: Big | string): string {
  const whole = new Big(amount);
  const decimals = whole.toFixed().split('.')[1]?.length ?? 0;
  return whole.toFixed(Math.max(2, decimals));
}
