import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsedRows, plainRows } from '../../../tools/amplitude/query-chart-csv-rows.ts';

const cell = fc.constantFrom(
  '',
  '\t12',
  'iOS',
  ' a b ',
  '"',
  '""',
  ',',
  '\n',
  '\r\n',
  '\r',
  '\t',
  'é',
  '😀',
  '\ud800',
  '#',
);
const quoted = fc.array(cell, { maxLength: 2 }).map((parts) => `"${parts.join('')}"`);
const line = (cells: fc.Arbitrary<string>) => fc.array(cells, { maxLength: 4 }).map((parts) => parts.join(','));
const end = fc.constantFrom('\r\n', '\r\n', '\n', '\r', '');

function text(cells: fc.Arbitrary<string>) {
  const lines = fc.array(fc.tuple(line(cells), end), { maxLength: 5 });
  return fc.tuple(fc.constantFrom('', '\ufeff'), lines).map(([bom, all]) => bom + all.flat().join(''));
}

it('the quick way reads what the parser reads, or leaves it to the parser', () => {
  fc.assert(
    fc.property(fc.oneof(text(quoted), text(cell), text(fc.oneof(quoted, cell))), (sent) => {
      const rows = plainRows(sent);
      if (rows !== null) expect(rows).toEqual(parsedRows(sent));
    }),
    { numRuns: 3_000 },
  );
});

it('the quick way reads what charts send', () => {
  expect(
    plainRows('\ufeff"\tTitle"\r\n\r\n"\tSegment","\t2026-08-14"\r\n"\tAll, of it","",12\r\n"\t007"," 5 ",0\r\n'),
  ).toEqual([['Title'], [''], ['Segment', '2026-08-14'], ['All, of it', '', 12], ['007', 5, 0]]);
});
