import { expect, it } from 'vitest';
import { leftOut } from '../../../view/file/left-out.ts';

const seriesOf = (count: number, shown: boolean) =>
  Array.from({ length: count }, (_, index) => ({ name: `s${index}`, colour: index, shown }));

it('names the series that are not drawn, but not thousands of them', () => {
  expect(leftOut(seriesOf(3, true))).toEqual([]);
  expect(leftOut([...seriesOf(1, true), ...seriesOf(2, false)])).toEqual(['Not drawn: s0, s1.']);
  expect(leftOut(seriesOf(3000, false))).toEqual([expect.stringMatching(/^Not drawn: s0, .*, s19 and 2980 more\.$/)]);
});
