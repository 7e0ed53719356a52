import type { Drawing } from '../chart/drawing.ts';
import { element } from './element.ts';
import { legend } from './legend.ts';
import { readByKeys, readByPointer } from './reading.ts';

/** A drawing that answers to pointer and keyboard: exact figures at the place, and buttons for its series. */
export function chartView(drawing: Drawing, onSwitch: (series: string) => void): HTMLElement {
  const stage = element('div', {
    class: 'stage',
    tabindex: 0,
    // Screen readers pass the arrow keys on to applications only. What they read is in the table, too.
    role: 'application',
    'aria-roledescription': 'chart',
    'aria-label': `${drawing.title}. Arrow keys, Home and End read its figures.`,
  });
  const parts = {
    stage,
    tip: element('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' }),
    cursor: element('div', { class: 'cursor', hidden: true, 'aria-hidden': 'true' }),
    spoken: element('p', { class: 'reading', role: 'status' }),
  };
  stage.append(drawing.svg, parts.cursor, parts.tip);
  readByPointer(drawing, parts);
  readByKeys(drawing, parts);
  return element(
    'figure',
    {},
    element('figcaption', {}, drawing.title),
    ...(drawing.series.length > 1 ? [legend(drawing.series, onSwitch)] : []),
    stage,
    parts.spoken,
    ...drawing.remarks.map((text) => element('p', { class: 'remark' }, text)),
  );
}
