import { z } from 'zod';
import { ToolError } from '../../src/errors.ts';
import { again, definePrompt, type Scene, step } from '../../src/prompt.ts';
import { daysText, eventInput, type Period, period, periodOf } from '../../src/prompt-inputs.ts';
import { addDays } from '../../src/report/calendar.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { chartmogul } from '../../src/vendors/chartmogul.ts';
import { fynn } from '../../src/vendors/fynn.ts';
import { qonversion } from '../../src/vendors/qonversion.ts';

const input = z.strictObject({
  event: eventInput('The event that matters most, by its name in Amplitude; default: one chosen from the list'),
  end: period.end,
});

/** Seven days against the seven before, at every vendor that is set up. */
export const weeklyReview = definePrompt({
  name: 'weekly_review',
  title: 'Weekly review',
  description: 'Seven days against the seven before: users, the key event, retention, revenue, and what to look into.',
  vendors: [amplitude, chartmogul, qonversion, fynn],
  input,
  completes: { event: { events: amplitude } },
  script(q, scene) {
    if (q.event !== undefined && !scene.has(amplitude))
      throw new ToolError('input', '"event" is one of Amplitude, which is not set up here: leave it out.');
    const { end } = periodOf({ end: q.end }, 7, scene);
    const week = { start: addDays(end, -6), end };
    return [
      `Write a weekly review: ${daysText(week)} against the 7 days before. Make every call below first.`,
      ...(scene.has(amplitude) ? users(week, q.event) : []),
      ...revenue(week, scene),
      ...rules,
      'Write: 3 to 5 sentences first (what changed, by how much, how sure, what to look into next week); then a table metric | this week | week before | change | remark, with source and time zone; last, what could not be told.',
    ];
  },
});

const compare = 'previous_period';

function users(week: Period, event: string | undefined): string[] {
  const six = { start: addDays(week.end, -55), end: week.end, interval: 'weekly' };
  const key = (event_type: string) => step('amplitude_event_segmentation', { events: [event_type], ...week, compare });
  return [
    'Users',
    `- ${step('amplitude_active_users', { ...week, compare })}, ${again({ metric: 'new' })}`,
    event === undefined
      ? `- ${step('amplitude_list_events')}: choose the event that stands for value (a purchase, a subscription, a thing made), say which, and put its name into ${key('EVENT')}`
      : `- ${key(event)}`,
    `- ${step('amplitude_active_users', six)}: what a usual week-on-week change is`,
    `- ${step('amplitude_retention', { start_event: '_new', return_event: '_active', ...six })}: week 1 of the latest cohort that has one, against the cohorts before`,
  ];
}

function revenue(week: Period, scene: Scene): string[] {
  const calls = [
    ...(scene.has(chartmogul)
      ? [`- ${step('chartmogul_list_activities', { ...week, compare })}: MRR movements, and who is behind the largest`]
      : []),
    ...(scene.has(fynn) ? [`- ${step('fynn_subscription_revenue', { ...week, compare })}: MRR and what moved it`] : []),
    ...(scene.has(qonversion)
      ? [
          `- ${step('qonversion_customer_metrics', { ...week })}: customers first seen this week. Last week's had more time to pay: tell the figures, no change`,
        ]
      : []),
  ];
  return calls.length === 0 ? [] : ['Revenue, each source and currency by itself', ...calls];
}

const rules = [
  'Rules',
  '- Read the notes of an answer before its figures: partial days, holes, sampling or a level shift can be the whole story. Take changes as the answers state them.',
  '- A change within what the weeks before did by themselves is "as usual". A rate on fewer than 30 users is neither better nor worse.',
  '- Of the real changes take the largest one or two and ask again with "group_by": "platform"; say where the change is, not why.',
  '- Never add users over days or groups, nor revenue of sources or currencies.',
];
