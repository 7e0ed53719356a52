import type { Stop } from '../chart/drawing.ts';
import { element } from './element.ts';

/** The figures of a place, as printed. */
export function fillTip(tip: HTMLElement, { title, figures }: Stop): void {
  const lines = figures.map(({ name, text, colour }) => {
    const swatch = colour === undefined ? [] : [element('span', { class: `swatch colour-${colour % 8}` })];
    const named = name === '' ? [] : [element('bdi', {}, name), ' '];
    return element('div', {}, ...swatch, ...named, element('strong', {}, text));
  });
  tip.replaceChildren(element('div', { class: 'at' }, title), ...lines);
}

/** Around what is drawn there, or on the point. */
export function placeCursor(cursor: HTMLElement, { x, y, area }: Stop): void {
  cursor.className = area === undefined ? 'cursor' : 'cursor area';
  cursor.style.left = `${area?.x ?? x}px`;
  cursor.style.top = `${area?.y ?? y}px`;
  cursor.style.width = area === undefined ? '' : `${area.width}px`;
  cursor.style.height = area === undefined ? '' : `${area.height}px`;
  cursor.hidden = false;
}

/** Beside the point, and within the chart. */
export function placeTip(tip: HTMLElement, { x, y }: Stop, stage: HTMLElement): void {
  tip.hidden = false;
  const [width, wide] = [stage.clientWidth, tip.offsetWidth];
  const left = x + 12 + wide > width ? x - 12 - wide : x + 12;
  tip.style.left = `${Math.max(0, Math.min(left, width - wide))}px`;
  tip.style.top = `${Math.max(0, Math.min(y - 10, stage.clientHeight - tip.offsetHeight))}px`;
}
