import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMasks } from '../../../../src/report/mask.ts';
import { estimateTokens } from '../../../../src/report/tokens.ts';
import { event, segments } from '../../../../src/vendors/amplitude/inputs.ts';
import { scopeWords } from '../../../../src/vendors/amplitude/scope-words.ts';

const question = z.object({ segments, events: z.array(event).default([]) });

const words = (asked: object, showPersonalData = false) =>
  scopeWords(question.parse(asked), createMasks(showPersonalData));
const users = (...filters: [property: string, operator: string, values: unknown][]) =>
  words({ segments: [{ filters: filters.map(([property, operator, values]) => ({ property, operator, values })) }] });
const who = (performed: object) => words({ segments: [{ performed: [{ event_type: 'buy', ...performed }] }] });
const of = (...events: object[]) => words({ events });
const filter = (values: string[], type = 'event') => ({ type, property: 'plan', operator: 'is', values });

describe('users', () => {
  it.each([
    ['is', 'country is DE or AT'],
    ['is not', 'country is not DE or AT'],
    ['contains', 'country contains DE or AT'],
    ['does not contain', 'country does not contain DE or AT'],
    ['less', 'country is less than DE or AT'],
    ['less or equal', 'country is at most DE or AT'],
    ['greater', 'country is greater than DE or AT'],
    ['greater or equal', 'country is at least DE or AT'],
    ['set is', 'country set is DE or AT'],
    ['set is not', 'country set is not DE or AT'],
  ])('%s', (operator, told) => expect(users(['country', operator, ['DE', 'AT']])).toBe(`Users whose ${told}`));

  it('of many values or conditions are cut, and counted', () => {
    const many = Array.from({ length: 11 }, (_, index) => `c${index}`);
    expect(users(['country', 'is', many])).toBe('Users whose country is c0, c1 and 9 more');
    const one = (name: string): [string, string, string] => [name, 'is', 'x'];
    expect(users(one('a'), one('b'), one('c'), one('d'), one('e'))).toBe(
      'Users whose a is x and b is x and c is x and 2 more conditions',
    );
  });

  it('have values that are no text, or none', () => {
    expect(users(['paying', 'is', true], ['age', 'is', [7]])).toBe('Users whose paying is true and age is 7');
    expect(users(['city', 'is', ''], ['os', 'is', []])).toBe('Users whose city is (empty) and os is (no value)');
  });

  it('are everybody, or several segments that have names of their own', () => {
    expect([words({}), words({ segments: [{}] }), of({ event_type: 'buy' })]).toEqual([null, null, null]);
    const city = { filters: [{ property: 'city', operator: 'is', values: ['Rome'] }] };
    expect(words({ segments: [city, city] })).toBeNull();
  });

  it.each([
    [{}, 'buy at least 1 time'],
    [{ operator: '<=', count: 2 }, 'buy at most 2 times'],
    [{ operator: '>', count: 0 }, 'buy more than 0 times'],
    [{ operator: '<', count: 3 }, 'buy fewer than 3 times'],
    [{ operator: '=', count: 1 }, 'buy exactly 1 time'],
    [{ operator: '!=', count: 1 }, 'buy not exactly 1 time'],
    [{ time_type: 'allTime' }, 'buy at least 1 time at any time'],
    [{ time_type: 'currentInterval' }, 'buy at least 1 time in the current interval'],
    [{ time_value: 7 }, 'buy at least 1 time in each interval of 7 days'],
    [{ filters: [filter(['pro'])] }, 'buy (plan is pro) at least 1 time'],
  ])('who performed %o', (performed, told) => expect(who(performed)).toBe(`Users who performed ${told}`));

  it('are both', () => {
    const filters = [{ property: 'city', operator: 'is', values: 'Rome' }];
    expect(words({ segments: [{ filters, performed: [{ event_type: 'buy' }] }] })).toBe(
      'Users whose city is Rome and who performed buy at least 1 time',
    );
  });
});

describe('events', () => {
  it('are told from users by their properties, and from each other by their places', () => {
    const pro = { event_type: 'buy', filters: [filter(['pro'])] };
    const own = { event_type: 'buy', filters: [filter(['free'], 'user')] };
    expect(of(pro, { event_type: 'view' })).toBe('With buy (plan is pro)');
    expect(of(pro, own)).toBe("With event 1 buy (plan is pro), event 2 buy (user's plan is free)");
  });

  it('of a long funnel are counted', () => {
    const events = ['a', 'b', 'c', 'd', 'e'].map((event_type) => ({ event_type, filters: [filter(['x'])] }));
    expect(of(...events)).toBe('With a (plan is x), b (plan is x), c (plan is x), 2 more filtered events');
  });
});

describe("strangers' words", () => {
  it('are cleaned, in one line, and never long', () => {
    expect(users(['city', 'is', 'Rome\n[x](http://a)\u202e'])).toBe('Users whose city is Rome \\[x\\](http\\://a)');
    for (const text of ['\u{1f600}', '名', 'x', '*', 'a b ']) {
      const long = text.repeat(5_000);
      const filters = [filter([long, long])];
      const told = words({
        segments: [{ filters: [{ property: long, operator: 'is', values: [long, long, long, long] }] }],
        events: [1, 2, 3, 4].map(() => ({ event_type: long.slice(0, 1_000), filters })),
      });
      expect(estimateTokens(told ?? '')).toBeGreaterThan(10);
      expect(estimateTokens(told ?? ''), text).toBeLessThanOrEqual(320);
    }
  });

  it('are masked where they are personal', () => {
    const filters = [{ property: 'email', operator: 'is', values: ['Ann', 'a@b.example'] }];
    const asked = {
      segments: [{ filters }],
      events: [{ event_type: 'x@y.example', filters: [filter(['c@d.example'])] }],
    };
    const told = words(asked);
    expect(told).not.toMatch(/Ann|@/);
    expect(told).toMatch(
      /^Users whose email is \(\S+ #1\) or \(\S+ #2\), with \(e-mail #\d\) \(plan is \(e-mail #\d\)\)$/,
    );
    expect(words(asked, true)).toContain('email is Ann or a@b.example, with x@y.example (plan is c@d.example)');
  });
});
