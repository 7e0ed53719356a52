import type { Drawing, Stop } from '../chart/drawing.ts';
import { fillTip, placeCursor, placeTip } from './tip.ts';

/** What shows the figures of a place in a chart. */
export interface ReadingParts {
  stage: HTMLElement;
  tip: HTMLElement;
  cursor: HTMLElement;
  /** What a screen reader says. */
  spoken: HTMLElement;
}

/** Shows the figures that the pointer is nearest to. */
export function readByPointer({ svg, stops }: Drawing, parts: ReadingParts): void {
  const all = stops.flat();
  const far = distances(stops);
  const read = (event: PointerEvent) => {
    const box = svg.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const [first, ...others] = all;
    if (first !== undefined)
      show(
        others.reduce((best, one) => (far(one, at) < far(best, at) ? one : best), first),
        parts,
      );
  };
  parts.stage.addEventListener('pointermove', read);
  parts.stage.addEventListener('pointerdown', read);
  // A finger that is lifted has left, and its owner wants to read.
  parts.stage.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType !== 'touch') hide(parts);
  });
}

/** Shows the figures that the arrow keys lead to, and says them. */
export function readByKeys({ stops }: Drawing, parts: ReadingParts): void {
  let at: Place | null = null;
  const leave = () => {
    at = null;
    hide(parts);
  };
  parts.stage.addEventListener('blur', leave);
  parts.stage.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') leave();
    const next = moved(event.key, at, stops);
    const stop = next === null ? undefined : stops[next.y]?.[next.x];
    if (stop === undefined) return;
    event.preventDefault();
    at = next;
    show(stop, parts);
    parts.spoken.textContent = words(stop);
  });
}

/** Takes away what any pointer has left, wherever the focus is. */
export function hideTips(place: ParentNode): void {
  for (const one of place.querySelectorAll<HTMLElement>('.tip, .cursor')) one.hidden = true;
}

interface Place {
  /** Within the row, and the row. */
  x: number;
  y: number;
}

/**
 * How far a place is from a stop: along a row only where there is but one, across rows where each has but one, and where the
 * stops of a row lie under one another, as the steps of a funnel do, above all by their heights.
 */
function distances(stops: readonly Stop[][]): (stop: Stop, at: Place) => number {
  const stacked = stops.some(([first, second]) => overlap(first, second));
  const [across, along] = [stops.length > 1, stops.some((row) => row.length > 1) || stops.length <= 1];
  return ({ x, y, area = { x, y, width: 0, height: 0 } }, at) => {
    const [dx, dy] = [beyond(at.x, area.x, area.width), beyond(at.y, area.y, area.height)];
    return stacked ? dx + dy * 100 : (along ? dx : 0) + (across ? dy : 0);
  };
}

function overlap(one: Stop | undefined, other: Stop | undefined): boolean {
  if (one?.area === undefined || other?.area === undefined) return false;
  const [from, to] = [Math.max(one.area.x, other.area.x), one.area.x + one.area.width];
  return Math.min(to, other.area.x + other.area.width) - from > 1;
}

function beyond(at: number, from: number, length: number): number {
  return Math.max(from - at, at - from - length, 0);
}

function show(stop: Stop, { stage, tip, cursor }: ReadingParts): void {
  fillTip(tip, stop);
  placeCursor(cursor, stop);
  placeTip(tip, stop, stage);
}

function hide({ tip, cursor, spoken }: ReadingParts): void {
  tip.hidden = true;
  cursor.hidden = true;
  spoken.textContent = '';
}

/** Where a key leads from there; null where it leads nowhere. */
function moved(key: string, at: Place | null, stops: readonly Stop[][]): Place | null {
  const { x, y } = at ?? { x: 0, y: 0 };
  const column = stops.every((row) => row.length <= 1);
  const last = column ? { x: 0, y: stops.length - 1 } : { x: (stops[y]?.length ?? 1) - 1, y };
  const steps: Record<string, Place> = {
    ArrowRight: column ? { x, y: y + 1 } : { x: x + 1, y },
    ArrowLeft: column ? { x, y: y - 1 } : { x: x - 1, y },
    ArrowDown: stops.length > 1 ? { x, y: y + 1 } : { x: x + 1, y },
    ArrowUp: stops.length > 1 ? { x, y: y - 1 } : { x: x - 1, y },
    Home: column ? { x: 0, y: 0 } : { x: 0, y },
    End: last,
  };
  const next = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (next === undefined) return null;
  if (at === null && key.startsWith('Arrow')) return { x: 0, y: 0 };
  const row = Math.max(0, Math.min(stops.length - 1, next.y));
  return { x: Math.max(0, Math.min((stops[row]?.length ?? 1) - 1, next.x)), y: row };
}

function words({ title, figures }: Stop): string {
  return `${title}: ${figures.map(({ name, text }) => (name === '' ? text : `${name} ${text}`)).join('; ')}`;
}
