import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../src/report/page.ts';
import type { Cell, Table } from '../../../src/report/report.ts';
import type { TextTable } from '../../../view/answer/answer-text.ts';
import { type AskPage, gather } from '../../../view/page/gather.ts';

const whole: Table = {
  ...{ name: 'points', title: 'newest first', show: 8 },
  columns: [
    { name: 'date', type: 'date' },
    { name: 'users', type: 'count' },
  ],
  rows: Array.from({ length: 25 }, (_, index): Cell[] => [`2026-11-${String(25 - index).padStart(2, '0')}`, index]),
};
const shown: TextTable = {
  ...{ name: 'points', title: 'newest first', columns: ['date', 'users'] },
  rows: whole.rows.slice(0, 3).map((row) => row.map(String)),
};
const wanted = { name: 'points', resultId: 'abc', rows: 25, shown };

describe('the rows of a chart', () => {
  it('are those of the answer where these are all, and nobody is asked', async () => {
    const { ask, asked } = server();
    expect(await gather({ ...wanted, rows: 3 }, ask)).toEqual({ table: shown, remark: '', notes: [] });
    expect(asked).toEqual([]);
  });

  it('are asked for page by page, with what the server notes beside them', async () => {
    const { ask, asked } = server();
    const gathered = await gather(wanted, ask);
    expect(asked).toEqual([0, 10, 20].map((offset) => ({ result_id: 'abc', table: 'points', offset })));
    expect(gathered?.table.rows).toEqual(whole.rows.map((row) => row.map(String)));
    expect(gathered).toMatchObject({ remark: '', notes: ['Partial: today.'] });
  });

  it('are asked for where the answer shows none of them', async () => {
    expect((await gather({ ...wanted, shown: undefined }, server().ask))?.table.rows).toHaveLength(25);
  });

  it('are those of the answer where the server has others', async () => {
    const gathered = await gather(
      wanted,
      server((text) => text.replace('| 2026-11-24 | 1 |', '| 2026-11-24 | 9 |')).ask,
    );
    expect(gathered?.table).toEqual(shown);
    expect(gathered?.remark).toBe(
      'Drawn from the first 3 of 25 rows. What the server tells of the others does not agree with the answer.',
    );
  });

  it.each([
    ['more rows than the answer counts', { ...wanted, rows: 20 }, (text: string) => text],
    ['other columns', wanted, (text: string) => text.replace('| users |', '| sessions |')],
  ])('are those of the answer where the server has %s', async (_, wanted, change) => {
    const gathered = await gather(wanted, server(change).ask);
    expect(gathered?.table).toEqual(shown);
    expect(gathered?.remark).toMatch(/does not agree/);
  });

  it('are not those of another table', async () => {
    const gathered = await gather(wanted, server((text) => text.replace(/^points:/m, 'series:')).ask);
    expect(gathered).toEqual({ table: shown, remark: 'Drawn from the first 3 of 25 rows.', notes: [] });
  });

  it('end where a later page cannot be had, which is said', async () => {
    const { ask } = server();
    const failing: AskPage = async (request) => (request.offset < 20 ? ask(request) : null);
    const gathered = await gather(wanted, failing);
    expect(gathered?.table.rows).toHaveLength(20);
    expect(gathered?.remark).toBe('Drawn from the first 20 of 25 rows.');
  });

  it.each([
    ['a host that passes no calls on', async () => null],
    ['an error', async () => 'read_result: there is no result "abc" here; results last for an hour.'],
    ['an answer without an end', async () => 'points: newest first\n| date | users |\n|---|---|'],
  ])('are the first ones for %s, which is said', async (_, ask) => {
    expect(await gather(wanted, ask)).toEqual({
      ...{ table: shown, remark: 'Drawn from the first 3 of 25 rows.', notes: [] },
    });
    expect(await gather({ ...wanted, shown: undefined }, ask)).toBeNull();
  });

  it('do not go round in circles', async () => {
    const { ask, asked } = server((text) => text.replace(/"offset": \d+/, '"offset": 0'));
    expect((await gather(wanted, ask))?.table.rows.length).toBeLessThanOrEqual(25);
    expect(asked.length).toBeLessThanOrEqual(3);
  });
});

/** read_result with pages of ten rows. */
function server(change = (text: string) => text): { ask: AskPage; asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    async ask(request) {
      asked.push(request);
      const page = {
        table: whole,
        offset: request.offset,
        limit: 10,
        format: 'table',
        notes: ['Partial: today.'],
      } as const;
      return change(renderPage(page, { budget: 6_000, footer: ['source: x, cost 0'] }));
    },
  };
}
