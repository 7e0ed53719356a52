import { copy } from './copy.ts';
import { element } from './element.ts';

/** Copies a text; where the host allows no way, the text is shown, selected, for the reader's own keys. */
export function copyButton(text: () => string): HTMLElement {
  const said = element('span', { role: 'status' });
  const button = element('button', { type: 'button' }, 'Copy as CSV');
  const whole = element('div', { class: 'copy' }, button, said);
  button.addEventListener('click', async () => {
    const copied = await copy(text());
    said.textContent = copied ? ' Copied.' : ' The host does not allow copying: the text below is selected.';
    whole.querySelector('textarea')?.remove();
    if (copied) return button.focus({ preventScroll: true });
    const field = element('textarea', { readonly: true, rows: 6, 'aria-label': 'The table as CSV' });
    field.value = text();
    whole.append(field);
    field.focus();
    field.select();
  });
  return whole;
}
