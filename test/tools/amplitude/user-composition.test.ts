import { describe, expect, it } from 'vitest';
import { userComposition } from '../../../tools/amplitude/user-composition.ts';
import { expectReadable, figure, hostile } from '../../support/amplitude-series.ts';
import { bind, printed, report, requestLine, table } from '../../support/ask.ts';

const ask = (xValues: unknown[], users: unknown[], property = 'version') =>
  report(userComposition, { property }, [{ data: { series: [users], seriesLabels: [property], xValues } }]);

describe('the request', () => {
  it('names the property as it is', () => {
    const june = { start: '2021-06-01', end: '2021-06-30' };
    expect(requestLine(bind(userComposition, { ...june, property: 'gp:event' }))).toBe(
      '/api/2/composition?start=20210601&end=20210630&p=gp:event',
    );
    expect(requestLine(bind(userComposition, { property: 'My Plan' }))).toContain('&p=My Plan');
  });

  it('costs 1 a day, and needs a property', () => {
    expect(bind(userComposition, { property: 'platform' }).price).toEqual({ cost: 30 });
    expect(() => bind(userComposition, {})).toThrow('"property" is required (string).');
    expect(() => bind(userComposition, { property: '' })).toThrow('"property" must not be empty.');
  });
});

it('marks shares of few', () => {
  const few = 'Small numbers: shares of fewer than 30 user-value pairs are mostly chance (12).';
  expect(ask(['a', 'b'], [5, 7]).notes).toContain(few);
  expect(ask(['a', 'b'], [5, 25]).notes.join()).not.toContain('Small numbers');
});

describe('the documented answer', () => {
  const told = ask(['1.0', '(none)', '1.1', '0.2'], [69643, 47419, 38087, 19064]);

  it('ranks values with shares, and calls what is not set by its name', () => {
    expect(told.headline).toEqual([
      'version, 2026-07-16 to 2026-08-14: 4 values, 174,213 user-value pairs.',
      'Largest: 1.0: 69,643 users (40.0 % of pairs); (none) = not set: 47,419 users (27.2 % of pairs); 1.1: 38,087 users (21.9 % of pairs).',
    ]);
    expect(printed(table(told, 'values'))).toEqual([
      { value: '1.0', users: '69,643', share: '40.0 %' },
      { value: '(none) = not set', users: '47,419', share: '27.2 %' },
      { value: '1.1', users: '38,087', share: '21.9 %' },
      { value: '0.2', users: '19,064', share: '10.9 %' },
    ]);
    expect(told.notes).toEqual([
      'A user who had several values in the range counts once in each, so shares are of user-value pairs, and the sum is not the number of users.',
    ]);
  });

  it('reads well', () => expectReadable(told));
});

describe('counts below 0, which cannot be', () => {
  const impossible = (name: string) =>
    `Check: fewer than 0 users with ${name}, which cannot be, so no shares are told.`;

  it('are named, and no share is told of a sum that holds them', () => {
    const told = ask(['iOS', 'Web', 'old'], [900, 125, -8]);
    expect(told.notes[0]).toBe(impossible('old'));
    expect(told.headline[0]).toBe('version, 2026-07-16 to 2026-08-14: 3 values.');
    expect(expectReadable(told).full).not.toMatch(/\d %/);
    expect(printed(table(told, 'values')).map((row) => row.share)).toEqual(['n/a', 'n/a', 'n/a']);
  });

  it('do not make an answer empty that has others', () => {
    const told = ask(['a', 'b'], [5, -5]);
    expect(told.empty).toBeUndefined();
    expect(told.notes[0]).toBe(impossible('b'));
  });
});

describe('other answers', () => {
  it('names what is not set even where it is small', () => {
    expect(ask(['a', 'b', 'c', ''], [4, 3, 2, 1]).headline.at(-1)).toBe('Not set: 1 user (10.0 % of pairs).');
  });

  it('takes values of any kind, and keeps null apart from 0', () => {
    const told = ask([true, 7, null, 'x'], ['5', { value: 4 }, null, 1]);
    expect(printed(table(told, 'values')).map((row) => [row.value, row.users, row.share])).toEqual([
      ['true', '5', '50.0 %'],
      ['7', '4', '40.0 %'],
      ['x', '1', '10.0 %'],
      ['(none) = not set', 'n/a', 'n/a'],
    ]);
    expect(told.notes).toContain('1 value without a figure (n/a); left out of total and shares.');
  });

  it('says where figures and values do not pair', () => {
    const told = ask(['a', 'b'], [1]);
    expect(told.notes.join()).toContain('more or fewer figures than values');
    expect(told.notes.join()).toContain('1 value without a figure');
  });

  it('is partial where the range runs to a day that was not over', () => {
    const data = { series: [[5, 3]], xValues: ['iOS', 'Web'] };
    const notes = (args: object, envelope: object = {}) =>
      report(userComposition, { property: 'x', start: '2026-08-01', ...args }, [{ ...envelope, data }]).notes.join();
    const partial = 'Partial: ';
    expect(notes({ end: 'today' })).toContain(`${partial}2026-08-15, the last day, was not over`);
    expect(notes({ end: '2026-08-14' })).not.toContain(partial);
    const cached = { wasCached: true, timeComputed: Date.parse('2026-08-14T09:00:00Z') };
    expect(notes({ end: '2026-08-14' }, cached)).toContain(`${partial}2026-08-14, the last day, was not over`);
  });

  it('tells which part the values are that are shown', () => {
    const told = (count: number) =>
      report(userComposition, { property: 'x' }, [
        {
          data: {
            series: [Array.from({ length: count }, (_, index) => index + 1)],
            xValues: Array.from({ length: count }, (_, index) => `v${index}`),
          },
        },
      ]).headline.join();
    const first = ((20 + 9) * 12) / 2 / ((20 * 21) / 2);
    expect(told(20)).toContain(`The 12 largest values hold ${(first * 100).toFixed(1)} % of the pairs.`);
    expect(told(12)).not.toContain('largest values hold');
  });

  it('keeps what Amplitude says about an empty answer', () => {
    const told = report(userComposition, { property: 'x' }, [{ timedOut: true, data: { series: [[]], xValues: [] } }]);
    expect(told.empty).toBe(true);
    expect(told.notes.join()).toContain('ran out of time');
  });

  it.each([
    [[], []],
    [['a'], []],
    [['a'], [0]],
    [['a'], [null]],
  ])('%j with %j is nothing', (values, users) =>
    expect(ask(values, users, 'gp:plan')).toMatchObject({
      empty: true,
      headline: ['No data: Amplitude counted no users by gp:plan for 2026-07-16 to 2026-08-14.'],
      notes: [expect.stringContaining('Likely causes: a property that no user has')],
    }),
  );

  it('does not read what it does not know', () => {
    expect(() => ask(['a'], ['many'])).toThrow('data.series[0][0]');
    expect(() => ask([{}], [1])).toThrow('data.xValues[0]');
    expect(() => report(userComposition, { property: 'x' }, [{ data: { xValues: [] } }])).toThrow(
      'data.series should be an array but is missing',
    );
  });
});

describe('fifty thousand values', () => {
  const values = Array.from({ length: 50_000 }, (_, index) => ({
    name: hostile(index).slice(0, 300),
    users: figure(index, 9_999_999),
  }));
  const told = ask(
    values.map(({ name }) => name),
    values.map(({ users }) => users),
    `gp:${hostile(0)}`,
  );
  const { short, full } = expectReadable(told);

  it('still hold the facts', () => {
    const total = values.reduce((sum, { users }) => sum + users, 0);
    const ranked = values.toSorted((a, b) => b.users - a.users);
    for (const shown of [short, full]) {
      expect(shown).toContain(`50,000 values, ${total.toLocaleString('en-US')} user-value pairs`);
      for (const { users } of ranked.slice(0, 3))
        expect(shown).toContain(
          `${users.toLocaleString('en-US')} users (${((users / total) * 100).toFixed(1)} % of pairs)`,
        );
    }
    expect(table(told, 'values').rows).toHaveLength(50_000);
  });
});
