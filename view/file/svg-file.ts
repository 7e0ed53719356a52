import domino from '@mixmark-io/domino';
import { select } from 'd3-selection';
import type { AnswerText } from '../answer/answer-text.ts';
import type { Drawing } from '../chart/drawing.ts';
import { paletteStyle } from '../chart/palette-style.ts';
import type { Gathered } from '../page/gather.ts';
import sheet from '../page/style.css';
import { addHints } from './hints.ts';
import { leftOut } from './left-out.ts';
import { lightStyle } from './light-style.ts';
import {
  emptyPage,
  type Look,
  margin,
  pageWidth,
  type SvgPage,
  writeFramed,
  writeLegend,
  writeWords,
} from './svg-page.ts';
import { xmlOf } from './xml.ts';

/** What the drawings of a file are drawn on. */
export const canvas = {
  document: domino.createDocument(),
  width: pageWidth - 2 * margin,
  switched: new Set<string>(),
};

const style = lightStyle(`${paletteStyle()}\n${sheet}`);
const faint: Look = { size: 12, colour: '--faint' };
const small: Look = { size: 11, colour: '--faint' };

/** So many sentences more than the first stand above the drawings, the others below. */
const mostAbove = 3;

/** The drawings of an answer below each other with its words around them: one SVG that needs nothing beside it. */
export function svgFile(answer: AnswerText, drawings: readonly Drawing[], gathered: Gathered): string {
  const page = emptyPage(canvas.document, style);
  const [title = '', ...others] = answer.headline;
  const notes = [...answer.notes, ...gathered.notes.filter((note) => !answer.notes.includes(note))];
  const description = [answer.banner ?? '', ...others, ...notes].filter((line) => line !== '').join('\n');
  page.root.append('title').text(title);
  page.root.append('desc').text(description);
  const ground = page.root.append('rect').attr('width', pageWidth).attr('fill', style.value('--ground'));
  if (answer.banner !== null) writeFramed(page, answer.banner);
  writeWords(page, title, { size: 15, colour: '--ink', bold: true });
  for (const sentence of others.slice(0, mostAbove)) writeWords(page, sentence, faint);
  for (const drawing of drawings) place(page, drawing);
  writeWords(page, gathered.remark, small);
  page.y += 8;
  for (const sentence of others.slice(mostAbove)) writeWords(page, sentence, faint);
  for (const note of notes) writeWords(page, note, { ...faint, bullet: true });
  page.y += 4;
  writeWords(page, answer.source === '' ? '' : `Source: ${answer.source}`, small);
  const height = Math.ceil(page.y + margin);
  page.root.attr('viewBox', `0 0 ${pageWidth} ${height}`).attr('height', height);
  ground.attr('height', height);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(page.element)}\n`;
}

function place(page: SvgPage, drawing: Drawing): void {
  page.y += 12;
  writeWords(page, drawing.title, { size: 13, colour: '--ink', bold: true });
  writeLegend(page, drawing.series);
  style.apply(drawing.svg);
  addHints(drawing);
  page.element.appendChild(drawing.svg);
  select(drawing.svg).attr('x', margin).attr('y', page.y);
  page.y += Number(drawing.svg.getAttribute('height')) + 4;
  for (const remark of [...drawing.remarks, ...leftOut(drawing.series)]) writeWords(page, remark, small);
}
