/**
 * What a request costs, read from its raw query: "cost = (# of days) * (# of conditions) * (cost for the query type)".
 * A query that cannot be read is priced by what can be.
 */
export function costOf(path: string, query: URLSearchParams): number {
  return daysIn(path, query) * conditionsIn(query) * typeCost(path, query);
}

/** Both ends included. Without dates it is one day; realtime shows two. */
function daysIn(path: string, query: URLSearchParams): number {
  if (path === '/api/2/realtime') return 2;
  const [start, end] = [dayNumber(query.get('start')), dayNumber(query.get('end'))];
  const days = end - start + 1;
  return Number.isFinite(days) && days >= 1 ? days : 1;
}

function dayNumber(text: string | null): number {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text ?? '') ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000;
}

/**
 * "The number of segments plus the number of conditions within the segments … Each group by counts as 4 segments."
 * Read dearly: the segments are at least one, and the conditions come on top.
 */
function conditionsIn(query: URLSearchParams): number {
  const segments = query.getAll('s').map(listLength);
  const groupBys = [...query.getAll('g'), ...query.getAll('g2')].filter((name) => name !== '').length;
  return Math.max(1, segments.length) + segments.reduce((sum, length) => sum + length, 0) + 4 * groupBys;
}

function typeCost(path: string, query: URLSearchParams): number {
  if (path === '/api/2/retention') return 8;
  if (path.startsWith('/api/2/sessions/')) return 4;
  const events = [...query.getAll('e'), ...query.getAll('e2')];
  const groupBys = events.reduce((sum, event) => sum + groupBysIn(event), 0);
  if (path === '/api/2/events/segmentation') return Math.max(1, events.length) + 4 * groupBys;
  if (path === '/api/2/funnels') return 2 * Math.max(1, events.length) + 4 * groupBys;
  return 1;
}

/** "If any event has a group by, add a cost of 4 per group by and event." */
function groupBysIn(event: string): number {
  const parsed = json(event);
  if (typeof parsed !== 'object' || parsed === null || !('group_by' in parsed)) return 0;
  return Array.isArray(parsed.group_by) ? parsed.group_by.length : 0;
}

function listLength(text: string): number {
  const parsed = json(text);
  return Array.isArray(parsed) ? parsed.length : 0;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
