import { describe, expect, it } from 'vitest';
import { asksAboutUsers } from '../../../src/results/about-users.ts';
import { catalogue } from '../../../tools/index.ts';

const range = { start: '2026-01-01', end: '2026-01-31' };

function isPersonal(name: string, args: Record<string, unknown>): boolean | undefined {
  return catalogue.tools.find((tool) => tool.name === name)?.bind(args).personal;
}

describe('a question is about single users', () => {
  it('in every tool that the vendor counts as such, and in a search for customers', () => {
    expect(catalogue.tools.filter(({ pool }) => pool === 'user').map(({ name }) => name)).toEqual([
      'amplitude_user_activity',
      'amplitude_search_users',
    ]);
    expect(isPersonal('amplitude_user_activity', { amplitude_id: '12' })).toBe(true);
    expect(isPersonal('amplitude_search_users', { query: 'x' })).toBe(true);
    expect(isPersonal('qonversion_customer_metrics', { ...range, search: 'Jane' })).toBe(true);
    expect(isPersonal('qonversion_customer_metrics', range)).toBe(false);
  });

  it('where it groups by what identifies them, or names one', () => {
    const events = (more: object) => [{ event_type: 'login', ...more }];
    const purchases = (more: object) => isPersonal('amplitude_event_segmentation', { ...range, events: events(more) });
    const where = (value: string) => ({
      filters: [{ type: 'user', property: 'gp:plan', operator: 'is', values: [value] }],
    });
    expect(isPersonal('amplitude_active_users', { ...range, group_by: ['gp:email'] })).toBe(true);
    expect(isPersonal('amplitude_user_composition', { ...range, property: 'user_id' })).toBe(true);
    expect(purchases({ group_by: [{ type: 'user', property: 'device_id' }] })).toBe(true);
    expect(purchases(where('jane@example.com'))).toBe(true);
    expect(purchases(where('pro'))).toBe(false);
    expect(purchases({ group_by: [{ type: 'user', property: 'country' }] })).toBe(false);
    expect(isPersonal('amplitude_active_users', { ...range, group_by: ['country'] })).toBe(false);
  });

  it('however deep that stands', () => {
    expect(asksAboutUsers({ segments: [{ filters: [{ property: 'city', values: ['a', 'jane@example.com'] }] }] })).toBe(
      true,
    );
    expect(asksAboutUsers({ limit: 5, detail: null })).toBe(false);
  });
});
