import domino from '@mixmark-io/domino';
import { expect, it } from 'vitest';
import type { Stop } from '../../../view/chart/drawing.ts';
import { addHints } from '../../../view/file/hints.ts';

const document = domino.createDocument();
const stop = (x: number, y: number, area?: Stop['area']): Stop => {
  return { x, y, title: 'Monday', figures: [{ name: 'users', text: '1,200', colour: 0 }], ...(area ? { area } : {}) };
};

/** The areas over a drawing of 100 by 50 pixels: from left to right and from top to bottom. */
function areasOf(stops: Stop[][]): number[][] {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', '100');
  svg.setAttribute('height', '50');
  addHints({ svg, stops, title: '', series: [], remarks: [] });
  const titles = Array.from(svg.querySelectorAll('title'), ({ textContent }) => textContent);
  expect(titles).toEqual(stops.flat().map(() => 'Monday\nusers: 1,200'));
  return Array.from(svg.querySelectorAll('rect'), (rect) => {
    const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) =>
      Number(rect.getAttribute(name)),
    );
    return [x, x + width, y, y + height];
  });
}

it('points of one row share the width, to the middle between neighbours', () => {
  expect(areasOf([[stop(20, 5), stop(40, 9), stop(80, 9)]])).toEqual([
    [0, 30, 0, 50],
    [30, 60, 0, 50],
    [60, 100, 0, 50],
  ]);
});

it('rows share the height', () => {
  const rows = [[stop(20, 10), stop(40, 10)], [stop(20, 30)]];
  expect(areasOf(rows)).toEqual([
    [0, 30, 0, 20],
    [30, 100, 0, 20],
    [0, 100, 20, 50],
  ]);
});

it('what has an area of its own is pointed at there', () => {
  expect(areasOf([[stop(1, 1, { x: 5, y: 6, width: 10, height: 7 })]])).toEqual([[5, 15, 6, 13]]);
});
