/** What a printed figure measures: two that differ share no axis. */
export type Unit = 'number' | 'percent' | 'points' | 'seconds' | 'money' | `money ${string}`;

/** A figure as it is drawn, and as it was printed. */
export interface Figure {
  value: number;
  unit: Unit;
  text: string;
}

/** Reads a printed cell: null where it is no figure, as "n/a", a name or a date is. */
export function figureOf(text: string): Figure | null {
  const readings: [RegExp, (number: number) => number, Unit][] = [
    [/^([+-]?[\d,]*\.?\d+(?:e[+-]?\d+)?)$/, (value) => value, 'number'],
    [/^([+-]?[\d,]*\.?\d+) %$/, (value) => value / 100, 'percent'],
    [/^([+-]?[\d,]*\.?\d+) points$/, (value) => value / 100, 'points'],
    [/^(?:.* = )?(-?[\d,]*\.?\d+) s$/, (value) => value, 'seconds'],
  ];
  for (const [pattern, scale, unit] of readings) {
    const [, digits] = pattern.exec(text) ?? [];
    if (digits !== undefined) return { value: scale(numberOf(digits)), unit, text };
  }
  const [, currency, amount] = /^(\p{L}{2,8}) (-?[\d,]+\.\d{2,})$/u.exec(text) ?? [];
  return currency === undefined || amount === undefined
    ? null
    : { value: numberOf(amount), unit: `money ${currency}`, text };
}

function numberOf(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}
