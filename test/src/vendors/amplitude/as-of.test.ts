import { describe, expect, it } from 'vitest';
import { asOf } from '../../../../src/vendors/amplitude/as-of.ts';

const now = new Date('2026-08-15T03:00:00Z');
const clock = { now, zone: 'America/New_York', today: '2026-08-14', localTime: '2026-08-14T23:00' };
const at = (iso: string) => asOf({ timeComputed: Date.parse(iso) }, clock);

describe('when an answer was computed', () => {
  it("is earlier where the vendor says so, in the project's zone", () => {
    expect(at('2026-08-14T03:30:00Z')).toEqual({ today: '2026-08-13', localTime: '2026-08-13T23:30' });
    expect(asOf({ timeComputed: String(Date.parse('2026-08-14T04:00:00Z')) }, clock).localTime).toBe(
      '2026-08-14T00:00',
    );
  });

  it.each([undefined, null, 350, 'soon', Date.parse('2026-08-15T02:59:30Z'), Date.parse('2026-08-16T00:00:00Z')])(
    'is now with %s',
    (timeComputed) =>
      expect(asOf({ timeComputed }, clock)).toEqual({ today: '2026-08-14', localTime: '2026-08-14T23:00' }),
  );
});
