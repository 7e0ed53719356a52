import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/report/nearest.ts';

const names = ['Add Friends', 'Add Content to Cart', 'purchase', 'purchase_refunded', 'sign_up', 'Play Song'];

describe('nearest', () => {
  it.each([
    ['add_friend', 'Add Friends'],
    ['purchse', 'purchase'],
    ['SignUp', 'sign_up'],
    ['song', 'Play Song'],
    ['addcontenttocart', 'Add Content to Cart'],
  ])('%s is like %s', (word, name) => expect(nearest(word, names)[0]).toBe(name));

  it('offers nothing for a word that is like none', () => expect(nearest('zzzzqqq', names)).toEqual([]));

  it('offers no more than was asked for', () => {
    expect(nearest('purchase', names, 1)).toEqual(['purchase']);
    expect(nearest('purchase', names, 2)).toEqual(['purchase', 'purchase_refunded']);
  });

  it('finds any name by itself, and only names of the list', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (list) => {
        const [first = ''] = list;
        const found = nearest(first, list, list.length);
        expect(found).toContain(first);
        expect(list).toEqual(expect.arrayContaining(found));
      }),
    );
  });
});
