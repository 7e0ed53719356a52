/** A date-time in UTC, to the second; one without a zone is in UTC already. Null where it is none. */
export function utcTime(date: string): string | null {
  if (usual.test(date)) return `${date.slice(0, 19)}Z`;
  const [, day, clock = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/.exec(date) ?? [];
  const milliseconds = Date.parse(`${day}T${clock}${zone.replace('UTC', 'Z')}`);
  return Number.isNaN(milliseconds) ? null : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Whether it says in which zone it is. */
export function hasZone(date: string): boolean {
  return usual.test(date) || /(Z|UTC|[+-]\d{2}:?\d{2})$/.test(date.slice(10));
}

// In UTC; the days after the 28th, which not every month has, are left to the calendar.
const usual = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|\+00:00)$/;
