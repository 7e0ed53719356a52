import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { revenueLtv } from '../../../tools/amplitude/revenue-ltv.ts';
import { dates, recordedFunnel } from '../../support/amplitude-funnel.ts';
import { recordedLtv } from '../../support/amplitude-ltv.ts';
import { recordedRetention } from '../../support/amplitude-retention.ts';
import { text } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';
import {
  ask as askFunnel,
  earlierStart as earlierFunnel,
  laterStart as funnelStart,
} from '../../support/funnel-sides.ts';
import { ask as askRetention, today } from '../../support/retention-sides.ts';

/** As much as both sides can send fits the budgets, and what is shown is right. */
it('a thousand funnels of ten steps', () => {
  const steps = Array.from({ length: 10 }, (_, step) => `Step number ${step + 1}`);
  const groups = (start: string, factor: number) =>
    Array.from({ length: 1000 }, (_, group) => {
      const users = steps.map((_, step) => Math.floor((50_000 - group * 37) / (step * factor * (1 + (group % 7)) + 1)));
      return recordedFunnel({ users, group: `value ${group}`, start, days: 14 });
    });
  const args = { events: steps, group_by: ['gp:campaign'], limit: 1000 };
  const told = askFunnel(args, groups(funnelStart, 1), groups(earlierFunnel, 1.2));
  const [short, full] = [text(told), text(told, 6000, true)];
  expect(countTokens(short)).toBeLessThanOrEqual(800);
  expect(countTokens(full)).toBeLessThanOrEqual(6000);
  expect(short).toContain('over 12 of 14 days of entry');
  expect(short).toContain('value 0: Conversion 10.1 % of 54,649 against 8.5 % of 54,649 entries: up 1.5 points');
  expect(short).toContain('Of 1,000 groups');
  expect(short).toContain('**comparison**');
  expect(short).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
});

it('twelve groups of 62 retention cohorts', () => {
  const back = (size: number, n: number, cohort: number) =>
    n === 0 ? size : Math.floor((size * (50 + (cohort % 9))) / (100 + 9 * n));
  const giant = (start: string, group: number) => ({
    ...recordedRetention({ start, days: 62, today, back, size: (cohort) => 3000 - group * 100 + cohort }),
    groupValue: `value ${group}`,
  });
  const args = { start: '2026-06-14', end: '2026-08-14', group_by: ['os'], start_event: 'open', return_event: 'buy' };
  const groups = (start: string) => Array.from({ length: 12 }, (_, group) => giant(start, group));
  const told = askRetention(args, groups('2026-06-14'), groups('2026-04-13'));
  const [short, full] = [text(told), text(told, 6000, true)];
  expect(countTokens(short)).toBeLessThanOrEqual(800);
  expect(countTokens(full)).toBeLessThanOrEqual(6000);
  const cohorts = Array.from({ length: 61 }, (_, cohort) => cohort);
  const [all, came] = [(cohort: number) => 3000 + cohort, (cohort: number) => back(3000 + cohort, 1, cohort)].map(
    (pick) => cohorts.reduce((sum, cohort) => sum + pick(cohort), 0),
  );
  const rate = `${((100 * (came ?? 0)) / (all ?? 1)).toFixed(1)} % of ${(all ?? 0).toLocaleString('en-US')}`;
  expect(short).toContain(
    `value 0: Day 1, 61 cohorts of each: ${rate} against ${rate} cohort entries: no clear change`,
  );
  expect(short).toContain('**comparison**');
  expect(short).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
});

it('thirty groups of 180 revenue cohorts', () => {
  const long = { start: '2026-02-16', end: '2026-08-14' };
  const groups = (start: string) =>
    Array.from({ length: 30 }, (_, group) =>
      recordedLtv({
        cohorts: dates(start, 180),
        users: (one) => 200 + (one % 50) - group,
        value: (n, one) => n + (one % 10),
      }),
    );
  const labels = Array.from({ length: 30 }, (_, group) => `value ${group}`);
  const told = compared(revenueLtv, { ...long, group_by: ['gp:campaign'] }, [
    { data: { seriesLabels: labels, series: groups('2026-02-16') } },
    { data: { seriesLabels: labels, series: groups('2025-08-20') } },
  ]);
  const [short, full] = [text(told), text(told, 6000, true)];
  expect(countTokens(short)).toBeLessThanOrEqual(800);
  expect(countTokens(full)).toBeLessThanOrEqual(6000);
  const cohorts = Array.from({ length: 173 }, (_, one) => one);
  const users = cohorts.reduce((sum, one) => sum + 200 + (one % 50), 0);
  const worth = cohorts.reduce((sum, one) => sum + (7 + (one % 10)) * (200 + (one % 50)), 0) / users;
  const side = `${worth.toFixed(2)} (${users.toLocaleString('en-US')} users)`;
  expect(short).toContain(`value 0: Day 7, 173 cohorts of each: ${side} against ${side}, 0.0 %.`);
  expect(short).toContain('**comparison**');
  expect(short).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
});
