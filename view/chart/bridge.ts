import type { Bridge } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import type { Canvas, Drawing, Stop } from './drawing.ts';
import { type Frame, frameOf, type Part } from './frame.ts';
import { type Movement, type Movements, readMovements } from './movements.ts';
import { colourOf } from './palette.ts';
import { acrossScale, between, drawName, drawZero, type Rows, rowsOf } from './rows.ts';

const margins = { top: 4, right: 2, bottom: 4, left: 0 };

/** A bar that begins where the one before ended. */
interface Piece extends Movement {
  from: number;
  to: number;
  sort: 'up' | 'down' | 'total';
}

/** A waterfall, row by row; of movements that do not make up their sum nothing but the reason. */
export function drawBridge(chart: Bridge, table: TextTable, canvas: Canvas, title: string): Drawing[] {
  const read = readMovements(chart, table);
  if (typeof read === 'string') return read === '' ? [] : [reasonOnly(read, canvas, title)];
  const pieces = piecesOf(read);
  const rows = rowsOf(
    pieces.map(({ name }) => name),
    canvas.width,
  );
  const size = { width: canvas.width, height: rows.height + margins.top + margins.bottom };
  const name = `${title}: waterfall of ${read.movements.length} movements; the table below has its figures`;
  const frame = frameOf(canvas.document, name, size, margins);
  const at = acrossScale(
    pieces.flatMap(({ from, to, text }) => [
      { value: Math.max(from, to), words: text },
      { value: Math.min(from, to), words: '' },
    ]),
    rows.left,
    frame.width,
  );
  drawZero(frame.plot, rows, pieces.length, at(0));
  for (const [index, piece] of pieces.entries()) drawPiece(frame, rows, at, piece, index, index < pieces.length - 1);
  const stops = pieces.map((piece, index) => [stopOf(piece, at, rows, index)]);
  return [{ title, svg: frame.svg, series: [], stops, remarks: [] }];
}

function reasonOnly(reason: string, canvas: Canvas, title: string): Drawing {
  const { svg } = frameOf(canvas.document, title, { width: canvas.width, height: 1 }, margins);
  return { title, svg, series: [], stops: [], remarks: [reason] };
}

function piecesOf({ movements, total }: Movements): Piece[] {
  let reached = 0;
  const pieces = movements.map((one): Piece => {
    const from = reached;
    reached += one.effect;
    return { ...one, from, to: reached, sort: one.effect < 0 ? 'down' : 'up' };
  });
  return [...pieces, { ...total, from: 0, to: total.effect, sort: 'total' }];
}

function drawPiece(
  { plot, width }: Frame,
  rows: Rows,
  at: (value: number) => number,
  piece: Piece,
  index: number,
  leads: boolean,
): void {
  drawName(plot, rows, index, piece.name, width);
  const top = rows.at(index);
  const drawn: Part = plot.append('g').attr('class', `colour-${colourOf[piece.sort]}`);
  const { x, width: length } = between(at(piece.from), at(piece.to));
  const shape = drawn.append('rect').attr('class', 'bar').attr('x', x).attr('y', top);
  shape.attr('width', length).attr('height', rows.thick);
  if (leads) {
    const line = plot.append('path').attr('class', 'connector');
    line.attr('d', `M${at(piece.to)},${top}V${rows.at(index + 1) + rows.thick}`);
  }
  const words = plot
    .append('text')
    .attr('class', 'value')
    .attr('y', top + rows.thick / 2 + 4);
  words.attr('x', at(Math.max(piece.from, piece.to)) + 6).text(piece.text);
}

function stopOf(piece: Piece, at: (value: number) => number, rows: Rows, index: number): Stop {
  const { x, width } = between(at(piece.from), at(piece.to));
  const area = { x, y: margins.top + rows.at(index), width: Math.max(2, width), height: rows.thick };
  const figures = [{ name: '', text: piece.printed, colour: colourOf[piece.sort] }];
  return { x: x + width, y: area.y + rows.thick / 2, area, title: piece.name, figures };
}
