import { Decimal } from './decimal.ts';

/** The sum of figures as they are written, so that 0.1 and 0.2 make 0.3. */
export function exactTotal(figures: readonly number[]): number {
  const sum = figures.reduce((total, figure) => total + figure, 0);
  return Number.isInteger(sum) ? sum : Decimal.sum(figures.map(Decimal.of)).toNumber();
}
