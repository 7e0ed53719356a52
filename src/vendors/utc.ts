/** The first instant of a date in UTC; a date-time without a zone is in UTC, one with a zone stays as it is. */
export function firstInstant(date: string): string {
  return date.length === 10 ? `${date}T00:00:00Z` : zoned(date);
}

/** The last instant of a date in UTC: to the millisecond, so that the last second is not lost. */
export function lastInstant(date: string): string {
  return date.length === 10 ? `${date}T23:59:59.999Z` : zoned(date);
}

/** Whether a range with this end, a date or date-time in UTC, was not over at a moment. */
export function isRunning(end: string, moment: Date): boolean {
  return Date.parse(lastInstant(end)) > moment.getTime();
}

function zoned(time: string): string {
  return /(Z|[+-]\d{2}:?\d{2})$/i.test(time.slice(10)) ? time : `${time}Z`;
}
