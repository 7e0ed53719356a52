import { describe, expect, it } from 'vitest';
import { eventCode, eventCodes } from '../../../../src/vendors/amplitude/event-codes.ts';

describe('a label of the web app', () => {
  it.each([
    ...Object.entries(eventCodes).map(([code, label]) => [label, code]),
    ['any active event', '_active'],
    ['Any Event', '_all'],
    [' [amplitude] any event ', '_all'],
    ['[Amplitude] New Users', '_new'],
    ['Revenue (Verified)', 'verified_revenue'],
    ['Revenue (Unverified)', 'unverified_revenue'],
  ])('%s is %s', (label, code) => expect(eventCode(label)).toBe(code));

  it.each([
    ...Object.keys(eventCodes),
    // A project's own event may well be called so.
    ...['New User', 'Revenue', 'any events', 'Purchase ', 'ce:Browsing', '[Custom] Browsing', 'toString', ''],
  ])('"%s" is a name as it stands', (name) => expect(eventCode(name)).toBe(name));
});
