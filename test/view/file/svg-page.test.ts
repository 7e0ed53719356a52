import domino from '@mixmark-io/domino';
import { expect, it } from 'vitest';
import { fitted, widthOf } from '../../../view/chart/frame.ts';
import { lightStyle } from '../../../view/file/light-style.ts';
import { emptyPage, writeLegend } from '../../../view/file/svg-page.ts';

it('shows in the legend which of two lines of one colour is thin', () => {
  const page = emptyPage(domino.createDocument(), lightStyle(':root { --colour-0: #123456; --ink: #000000 }'));
  const current = { name: 'iOS, current', colour: 0, shown: true };
  writeLegend(page, [current, { ...current, name: 'iOS, previous', thin: true }]);
  const swatches = Array.from(page.element.querySelectorAll('rect'));
  expect(swatches.map((one) => [one.getAttribute('height'), one.getAttribute('fill')])).toEqual([
    ['10', '#123456'],
    ['3', '#123456'],
  ]);
});

it('cuts words of any length at once, to what has room', () => {
  const begun = performance.now();
  const cut = fitted('x'.repeat(100_000), 130);
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(cut).toMatch(/^x+…$/);
  expect(widthOf(cut)).toBeLessThanOrEqual(130);
  expect(widthOf(`x${cut}`)).toBeGreaterThan(130);
});
