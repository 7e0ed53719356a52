/**
 * What stands in the place of an event's name: "For '[Amplitude] Any Active Event', use _active" and so on (Event
 * format); `_new` is the page's for retention's new users. Each with what the web app calls it.
 */
export const eventCodes = {
  _active: '[Amplitude] Any Active Event',
  _all: '[Amplitude] Any Event',
  _new: '[Amplitude] New User',
  revenue_amount: '[Amplitude] Revenue',
  verified_revenue: '[Amplitude] Revenue (Verified)',
  unverified_revenue: '[Amplitude] Revenue (Unverified)',
} as const;

/** "For custom events, prefix the name with ce:. For example: "ce:name"." */
export const customEvents = {
  prefix: 'ce:',
  advice: 'a custom event is written ce:NAME',
} as const;

/** The web app's label of an event as the API's code ("Any Active Event" itself answers 400); any other name as it is. */
export function eventCode(name: string): string {
  return labels.get(name.trim().toLowerCase()) ?? name;
}

const prefix = '[amplitude] ';

// A project may well call an event of its own "Revenue" or "New User", but none like the others: these need no prefix.
const unmistakable = new Set(['any active event', 'any event', 'revenue (verified)', 'revenue (unverified)']);

const labels = new Map(
  Object.entries(eventCodes).flatMap(([code, words]) => {
    const label = words.toLowerCase();
    const short = label.replace(prefix, '');
    return [label, `${label}s`, ...(unmistakable.has(short) ? [short] : [])].map((one) => [one, code] as const);
  }),
);
