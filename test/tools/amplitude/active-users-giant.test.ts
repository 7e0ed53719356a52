import { describe, expect, it } from 'vitest';
import { activeUsers } from '../../../tools/amplitude/active-users.ts';
import { dates, expectReadable, figure, hostile } from '../../support/amplitude-series.ts';
import { report, table } from '../../support/ask.ts';

describe('a giant answer', () => {
  const days = dates('2025-08-15', 365);
  const groups = Array.from({ length: 1_000 }, (_, group) => ({
    name: hostile(group),
    values: days.map((_, day) => 1 + figure(group * 400 + day, 1_000_000 - group * 900)),
  }));
  const wholes = groups.map(({ values }, group) => Math.max(...values) * 2 + group);
  const body = {
    data: {
      series: groups.map(({ values }) => values.map((value) => ({ setId: 'a'.repeat(8), value }))),
      seriesLabels: groups.map(({ name }) => [0, name]),
      seriesCollapsed: wholes.map((value) => [{ setId: '', value }]),
      xValues: days,
    },
    hitChunkGroupByLimit: true,
  };
  const told = report(activeUsers, { start: '-365d', group_by: 'gp:plan' }, [body]);
  const { short, full } = expectReadable(told);

  it('still holds the facts', () => {
    const best = wholes.indexOf(Math.max(...wholes));
    const values = groups[best]?.values ?? [];
    const number = (value: number | undefined) => (value ?? Number.NaN).toLocaleString('en-US');
    for (const shown of [short, full]) {
      expect(shown).toContain(
        '1,000 series, 2025-08-15 to 2026-08-14, largest first; latest complete day 2026-08-14 (Fri), change against 2026-08-07 (Fri):',
      );
      expect(shown).toContain(`g${best} \\|a`);
      expect(shown).toContain(number(wholes[best]));
      expect(shown).toContain(number(values.at(-1)));
      expect(shown).toContain(`+${(((values.at(-1) ?? 0) / (values.at(-8) ?? 0) - 1) * 100).toFixed(1)} %`);
      expect(shown).toContain(number(Math.max(...values)));
      expect(shown).toContain(number(Math.min(...values)));
      expect(shown).toContain(days[values.indexOf(Math.max(...values))]);
      expect(shown).toContain('never add them up');
      expect(shown).toContain('Groups are cut');
    }
  });

  it('keeps every point', () => {
    expect(table(told, 'series').rows).toHaveLength(1_000);
    expect(table(told, 'points').rows).toHaveLength(365_000);
  });
});
