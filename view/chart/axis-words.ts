import { scaleLinear } from 'd3-scale';
import type { Unit } from '../answer/figure.ts';

/** About so many round values, of which the first and the last enclose the domain: of durations round minutes, of whole figures none between. */
export function niceTicks(domain: readonly number[], unit: Unit, count: number, whole: boolean): number[] {
  const [low = 0, high = 1] = domain;
  const step = unit === 'seconds' ? durationStep((high - low) / count) : numberStep(domain, count);
  const length = whole && unit === 'number' ? Math.max(1, step) : step;
  const [first, last] = [Math.floor(low / length + 1e-9), Math.ceil(high / length - 1e-9)];
  // Not first times length: 3 × 0.1 is not 0.3.
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, index) =>
    Number(((first + index) * length).toPrecision(12)),
  );
}

function numberStep(domain: readonly number[], count: number): number {
  const [one = 0, other = 1] = scaleLinear(domain, [0, 1]).ticks(count);
  return Math.abs(other - one);
}

function durationStep(least: number): number {
  const days = least / 86_400;
  return durationSteps.find((step) => step >= least) ?? 86_400 * numberStep([0, days * 4], 4);
}

const durationSteps = [
  ...[0.001, 0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30],
  ...[60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400],
];

/** The words of ticks from the unit of their figures: "40 %", "2.5 min", "1.2M"; a currency heads the axis. */
export function tickWords(unit: Unit, ticks: readonly number[]): (value: number) => string {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  if (unit === 'percent' || unit === 'points') {
    const digits = digitsOf(step * 100);
    return (value) => `${(value * 100).toFixed(digits)} %`;
  }
  if (unit === 'seconds') return durationWords;
  if (step >= 100) return shortened(Math.max(...ticks.map(Math.abs)));
  const digits = digitsOf(step);
  return (value) => value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** As many as a step needs. */
function digitsOf(step: number): number {
  return Math.min(6, Number(step.toPrecision(6)).toString().split('.')[1]?.length ?? 0);
}

/** All ticks of an axis in the unit of its largest. */
function shortened(largest: number): (value: number) => string {
  // Up to 10,000 nothing is gained.
  const [letter, size] = largest < 1e4 ? ['', 1] : (sizes.find(([, least]) => largest >= least) ?? ['', 1]);
  const digits = { maximumFractionDigits: 3 };
  return (value) => (value === 0 ? '0' : `${(value / size).toLocaleString('en-US', digits)}${letter}`);
}

const sizes: [string, number][] = [
  ['T', 1e12],
  ['B', 1e9],
  ['M', 1e6],
  ['k', 1e3],
];

/** "2 min 30 s", "1.5 d". */
function durationWords(seconds: number): string {
  const size = Math.abs(seconds);
  const [unit, length] = units.find(([, least]) => size >= least) ?? ['s', 1];
  if (unit === 'd' || unit === 's') return `${Number((seconds / length).toFixed(3))} ${unit}`;
  const [whole, rest] = [Math.floor(size / length), size % length];
  const sign = seconds < 0 ? '-' : '';
  return `${sign}${whole} ${unit}${rest === 0 ? '' : ` ${durationWords(rest)}`}`;
}

const units: [string, number][] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
];

/** The unit that an axis is headed with: a currency; empty where the ticks say it, or nobody does. */
export function unitWords(unit: Unit): string {
  return unit.startsWith('money ') ? unit.slice('money '.length) : '';
}
