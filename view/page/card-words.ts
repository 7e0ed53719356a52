import type { AnswerText } from '../answer/answer-text.ts';
import { element } from './element.ts';

/** So many sentences stand above the chart; the others can be opened. */
const mostSentences = 4;

/** What the answer says before its figures. */
export function head({ banner, headline }: Pick<AnswerText, 'banner' | 'headline'>): HTMLElement[] {
  const [first = '', ...others] = headline;
  const rest = others.splice(mostSentences - 1);
  return [
    ...(banner === null ? [] : [element('p', { class: 'banner' }, banner)]),
    element('h1', {}, first),
    ...others.map((words) => element('p', { class: 'headline' }, words)),
    ...(rest.length === 0 ? [] : [more(rest)]),
  ];
}

/** What changes the meaning of the figures, and where they are from. */
export function foot({ notes, source }: Pick<AnswerText, 'notes' | 'source'>): HTMLElement[] {
  return [...(notes.length === 0 ? [] : [noteList(notes)]), ...(source === '' ? [] : [sourceLine(source)])];
}

export function noteList(notes: readonly string[]): HTMLElement {
  return element('ul', { class: 'notes', 'aria-label': 'Notes' }, ...notes.map((note) => element('li', {}, note)));
}

function sourceLine(source: string): HTMLElement {
  return element('p', { class: 'source' }, `Source: ${source}`);
}

function more(rest: readonly string[]): HTMLElement {
  const summary = element('summary', {}, `${rest.length} more ${rest.length === 1 ? 'sentence' : 'sentences'}`);
  return element('details', {}, summary, ...rest.map((words) => element('p', { class: 'headline' }, words)));
}
