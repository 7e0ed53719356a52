import { count, duration } from '../../src/report/number.ts';

interface Windowed {
  mode: 'ordered' | 'unordered' | 'sequential';
  conversion_window_seconds?: number | undefined;
}

const day = 86_400;
const defaultWindow = 30 * day;

/** How long an entrant has to convert, in seconds, as far as the vendor says. */
export function effectiveWindow({ mode, conversion_window_seconds: asked = defaultWindow }: Windowed): number {
  if (mode !== 'unordered') return asked;
  // Below one day nobody knows what is counted: a whole day is the careful reading.
  return Math.max(day, Math.floor(asked / day) * day);
}

/** "Conversion windows are automatically rounded down to the nearest day in unordered mode." (Funnel analysis, cs) */
export function windowRemark({ mode, conversion_window_seconds: asked }: Windowed): string[] {
  if (mode !== 'unordered' || asked === undefined || asked % day === 0) return [];
  const days = Math.floor(asked / day);
  if (days === 0)
    return [
      `"conversion_window_seconds": ${count(asked)} is less than a day. In unordered mode Amplitude rounds it down to 0 days ` +
        'and does not say what it counts then: do not rely on this conversion; use 86400 or more, or "mode": "ordered".',
    ];
  return [
    `"conversion_window_seconds": in unordered mode Amplitude rounds ${count(asked)} down to whole days: ${duration(days * day)}.`,
  ];
}
