import { describe, expect, it } from 'vitest';
import { createMasks } from '../../../../src/report/mask.ts';
import { type Member, memberNames } from '../../../../src/vendors/amplitude/member-names.ts';

const masks = createMasks();
const names = (...members: Member[]) =>
  memberNames(members, { segments: [], grouping: { properties: ['os'], masks }, masks });

describe('the names of groups', () => {
  it('are the values, whatever their type', () => {
    expect(names({ group: true }, { group: false }, { group: 0 }, { group: 7 }, { group: 'DE' })).toEqual([
      ...['true', 'false', '0', '7', 'DE'],
    ]);
    expect(names({ group: '' }, { group: [3, 'XL', ''] })).toEqual(['(none) = not set', '3; XL; (none) = not set']);
  });

  it('are as they were sent where the values are none', () => {
    expect(names({ group: ['iOS', { id: 7 }] }, { label: [0, ['a', 'b']] }, { group: [null, [1]] })).toEqual([
      ...['iOS; {"id":7}', '["a","b"]', '(none) = not set; [1]'],
    ]);
  });

  it('are the labels where there is no value', () => {
    expect(names({ label: true }, { label: [1, 'iOS'] }, { label: 0 })).toEqual(['true', 'iOS', '0']);
    expect(names({ group: null, label: 'Android' }, { group: 0, label: 'iOS' })).toEqual(['Android', 'iOS']);
  });

  it('are numbered where the labels are nothing but indices', () => {
    expect(names({ label: 0 }, { label: 1 }, { label: 2 })).toEqual([
      'group 1 (not named)',
      'group 2 (not named)',
      'group 3 (not named)',
    ]);
    expect(names({ label: 0 }, { label: 0 })).toEqual(['group 1 (not named)', 'group 2 (not named)']);
    expect(names({ label: 2 }, { label: 0 })).toEqual(['2', '0']);
    expect(names({}, { group: null, label: {} })).toEqual(['group 1 (not named)', 'group 2 (not named)']);
  });
});

it('are those of everybody where nothing tells them apart', () => {
  expect(memberNames([{ group: '' }], { segments: [], grouping: null, masks })).toEqual(['all users']);
});
