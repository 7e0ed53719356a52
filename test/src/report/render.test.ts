import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { noteOf } from '../../../src/report/note.ts';
import { render } from '../../../src/report/render.ts';
import type { Report } from '../../../src/report/report.ts';
import { estimateTokens } from '../../../src/report/tokens.ts';

const footer = [
  'result_id: 0123456789abcdef0123',
  'tables: steps (3), by_day (400)',
  'source: Amplitude, 2026-07-16 to 2026-08-14 (UTC)',
];
const more = 'More rows, free: read_result.';
const partial = noteOf('partial');
const report: Report = {
  headline: ['12.4 % of 4,812 users finish.'],
  notes: [partial('Partial: 2026-08-15.')],
  tables: [
    {
      name: 'steps',
      title: 'steps',
      columns: [
        { name: 'step', type: 'label' },
        { name: 'users', type: 'count' },
      ],
      rows: [
        ['a', 3],
        ['b|c', 2],
        ['d', null],
      ],
      show: 3,
    },
    {
      name: 'by_day',
      title: 'days',
      columns: [
        { name: 'date', type: 'date' },
        { name: 'users', type: 'count' },
      ],
      rows: Array.from({ length: 400 }, (_, index) => [`day ${index}`, index]),
      show: 7,
    },
  ],
};

describe('a rendered report', () => {
  it('has the answer first, then notes, tables, and the footer last', () => {
    expect(render(report, { budget: 800, footer, more }).split('\n')).toEqual([
      '12.4 % of 4,812 users finish.',
      '',
      'Notes:',
      '- Partial: 2026-08-15.',
      '',
      '**steps**: steps',
      '| step | users |',
      '|---|---|',
      '| a | 3 |',
      '| b\\|c | 2 |',
      '| d | n/a |',
      '',
      '**by_day**: days',
      '| date | users |',
      '|---|---|',
      ...Array.from({ length: 7 }, (_, index) => `| day ${index} | ${index} |`),
      '(393 more of 400 rows in by_day)',
      more,
      '---',
      ...footer,
    ]);
  });

  it('shows all rows that fit when asked for all, and says what is left', () => {
    const text = render(report, { budget: 2_000, footer, more, full: true });
    const shown = text.split('\n').filter((line) => line.startsWith('| day')).length;
    expect(shown).toBeGreaterThan(100);
    expect(text).toContain(`(${400 - shown} more of 400 rows in by_day)`);
  });

  it('keeps within any budget, whatever comes, and never loses the footer', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 300 });
    const cells = fc.array(fc.tuple(words, fc.double()), { maxLength: 300 });
    const budgets = fc.constantFrom(400, 800, 6_000);
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 20 }),
        fc.array(words, { maxLength: 20 }),
        cells,
        budgets,
        (headline, notes, rows, budget) => {
          const wild: Report = {
            headline,
            notes: notes.map(partial),
            tables: [
              {
                name: 'wild',
                title: 'wild',
                columns: [
                  { name: 'label', type: 'label' },
                  { name: 'n', type: 'number' },
                ],
                rows,
                show: 300,
              },
            ],
          };
          const text = render(wild, { budget, footer, more });
          expect(estimateTokens(text)).toBeLessThanOrEqual(budget);
          expect(countTokens(text)).toBeLessThanOrEqual(budget);
          expect(text.endsWith(`---\n${footer.join('\n')}`)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has the gravest note first wherever it was given, and none twice', () => {
    const [doubt, reading] = [noteOf('doubt')('Sampled.'), noteOf('reading')('Never add up.')];
    const notes = [reading, ...report.notes, reading, ...report.notes, doubt];
    expect(
      render({ ...report, notes }, { budget: 800, footer, more })
        .split('\n')
        .slice(2, 7),
    ).toEqual(['Notes:', '- Sampled.', '- Partial: 2026-08-15.', '- Never add up.', '']);
  });

  it('keeps the gravest note where not all fit', () => {
    const many = Array.from({ length: 200 }, (_, index) => noteOf('reading')(`note ${index} of some length`));
    const text = render({ ...report, notes: [...many, noteOf('doubt')('Sampled.')] }, { budget: 800, footer, more });
    expect(text).toContain('Notes:\n- Sampled.\n- note 0 of some length\n');
    expect(text).not.toContain('note 199');
  });

  it('says when sentences were left out', () => {
    const long = {
      ...report,
      notes: Array.from({ length: 200 }, (_, index) => partial(`note ${index} of some length that adds up`)),
    };
    expect(render(long, { budget: 800, footer, more })).toContain('some sentences did not fit');
    expect(render(report, { budget: 800, footer, more })).not.toContain('did not fit');
  });
});
