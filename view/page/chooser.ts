import { element } from './element.ts';

/** Buttons of which one is pressed. */
export function chooser(
  titles: readonly string[],
  onChoice: (index: number) => void,
): { node: HTMLElement; press(index: number): void } {
  const buttons = titles.map((title, index) => {
    const button = element('button', { type: 'button', 'aria-pressed': 'false' }, title);
    button.addEventListener('click', () => onChoice(index));
    return button;
  });
  return {
    node: element('div', { class: 'chooser', role: 'group', 'aria-label': 'Charts' }, ...buttons),
    press(index) {
      for (const [place, button] of buttons.entries()) button.setAttribute('aria-pressed', String(place === index));
    },
  };
}
