import { plus } from './truth/days.ts';
import type { World } from './truth/world.ts';

/** The dates of a call as its answer has to name them; null where the call names none. */
export function datesAsked(tool: string, args: Record<string, unknown>, world: World): string | null {
  const { start, end } = args;
  if (typeof start !== 'string') return null;
  const ago = /^(chartmogul|qonversion)_/.test(tool) ? world.utcAgo : world.ago;
  // Fynn sends all that there is, and its answer says so.
  if (typeof end !== 'string' && tool.startsWith('fynn_')) return `${dayOf(start, ago)} to the latest`;
  return `${dayOf(start, ago)} to ${dayOf(typeof end === 'string' ? end : 'yesterday', ago)}`;
}

function dayOf(text: string, ago: World['ago']): string {
  const [, size, unit] = /^-(\d+)([dwm])$/.exec(text) ?? [];
  if (text === 'today') return ago(0);
  if (text === 'yesterday') return ago(1);
  if (unit === 'd') return ago(Number(size));
  if (unit === 'w') return ago(7 * Number(size));
  return unit === 'm' ? monthsBack(ago(0), Number(size)) : text;
}

/** The same day of the month, or its last where it has no such day. */
function monthsBack(today: string, months: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const first = new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
  return plus(first, Math.min(day, last) - 1);
}
