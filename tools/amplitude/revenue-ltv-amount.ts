import { decimal, money } from '../../src/report/number.ts';

/** Money as two decimals, or as a plain number where these would hide what a small fraction is. */
export function amount(value: number | null): string {
  return isSmall(value) ? decimal(value) : money(value);
}

/** Whether two decimals would not do. */
export function isSmall(value: number | null | undefined): boolean {
  return typeof value === 'number' && Math.abs(value) < 0.1 && Number(value.toFixed(2)) !== value;
}
