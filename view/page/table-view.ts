import type { TextTable } from '../answer/answer-text.ts';
import { figureOf } from '../answer/figure.ts';
import { element } from './element.ts';

/** The table behind a chart, closed at first. Its rows are written when it is opened: there may be thousands. */
export function tableDetails(table: TextTable): HTMLElement {
  const words = `Table: ${table.name.replaceAll('_', ' ')}, ${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'}`;
  const details = element('details', { class: 'table' }, element('summary', {}, words));
  details.addEventListener('toggle', () => {
    if (details.querySelector('table') === null) details.append(tableView(table));
  });
  return details;
}

/** Every cell as it is printed. */
function tableView(table: TextTable): HTMLElement {
  const head = element(
    'tr',
    {},
    ...table.columns.map((name) => element('th', { scope: 'col' }, name.replaceAll('_', ' '))),
  );
  const rows = table.rows.map((row) =>
    element(
      'tr',
      {},
      ...row.map((cell, place) =>
        place === 0
          ? element('th', { scope: 'row' }, element('bdi', {}, cell))
          : element(
              'td',
              figureOf(cell) === null && cell !== 'n/a' ? {} : { class: 'figure' },
              element('bdi', {}, cell),
            ),
      ),
    ),
  );
  const caption = element('caption', {}, table.title);
  const drawn = element('table', {}, caption, element('thead', {}, head), element('tbody', {}, ...rows));
  // It scrolls by itself, so that the page does not, and by keyboard too.
  return element(
    'div',
    { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': `Table: ${table.title}` },
    drawn,
  );
}
