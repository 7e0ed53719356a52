import type { Series } from '../chart/drawing.ts';
import { element } from './element.ts';

/** So many series stand in the open; the others can be opened. */
const mostOpen = 12;

/** A button per series, pressed where it is shown. */
export function legend(series: readonly Series[], onSwitch: (series: string) => void): HTMLElement {
  const keys = series.map((one) => key(one, onSwitch));
  const rest = keys.splice(mostOpen);
  const others = element('details', { class: 'others' }, element('summary', {}, `${rest.length} more`));
  others.append(element('div', { class: 'legend' }, ...rest));
  return element(
    'div',
    { class: 'legend', role: 'group', 'aria-label': 'Series' },
    ...keys,
    ...(rest.length === 0 ? [] : [others]),
  );
}

function key({ name, colour, shown, thin }: Series, onSwitch: (series: string) => void): HTMLElement {
  const swatch = element('span', { class: thin === true ? 'swatch thin' : 'swatch', 'aria-hidden': 'true' });
  const button = element(
    'button',
    { type: 'button', 'aria-pressed': String(shown), class: `key colour-${colour % 8}` },
    swatch,
    element('bdi', {}, name),
  );
  button.addEventListener('click', () => onSwitch(name));
  return button;
}
