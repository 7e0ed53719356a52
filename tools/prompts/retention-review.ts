import { z } from 'zod';
import { again, definePrompt, quoted, step } from '../../src/prompt.ts';
import { eventInput, period, periodOf } from '../../src/prompt-inputs.ts';
import { addDays } from '../../src/report/calendar.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';

const input = z.strictObject({
  start_event: eventInput('What makes somebody part of a cohort; default _new, new users'),
  return_event: eventInput('What counts as coming back; default _active, any activity'),
  end: period.end,
});

/** Whether people stay, whether that gets better, and who they are. */
export const retentionReview = definePrompt({
  name: 'retention_review',
  title: 'Retention review',
  description: 'Whether people come back, whether newer cohorts do better than older ones, and who stays.',
  vendors: [amplitude],
  input,
  completes: { start_event: { events: amplitude }, return_event: { events: amplitude } },
  script({ start_event = '_new', return_event = '_active', ...q }, scene) {
    const { end } = periodOf({ end: q.end }, 1, scene);
    const since = (days: number) => ({ start: addDays(end, 1 - days), end });
    const events = { start_event, return_event };
    const ask = (args: Record<string, unknown>) => step('amplitude_retention', { ...events, ...args });
    return [
      `Review retention up to ${end}: who does ${quoted(start_event)} and comes back for ${quoted(return_event)}.`,
      `1. ${ask({ ...since(56), interval: 'weekly', compare: 'previous_period' })}: week 1 and week 4, and whether newer cohorts do better at the same age.`,
      `2. ${ask(since(30))}: day 1 and day 7, and where the curve flattens. For a product that is used weekly or less, days mislead: rely on 1.`,
      `3. Who? ${ask({ ...since(25), group_by: 'platform' })}, ${again({ group_by: 'country' })}.`,
      `4. Mix? ${step('amplitude_active_users', { ...since(56), metric: 'new', interval: 'weekly', group_by: 'country' })}: a campaign that brings other people moves retention though the product is the same. If a group grew in the weeks in which retention moved, compare within that group (segments) before you say better or worse.`,
      ...worth(return_event, start_event, since(56)),
      ...verdict,
    ];
  },
});

/** Coming back is not yet getting something out of it. */
function worth(returning: string, start_event: string, range: object): string[] {
  if (returning !== '_active' && returning !== '_all') return [];
  const asked = step('amplitude_retention', { start_event, return_event: 'KEY_EVENT', ...range, interval: 'weekly' });
  return [
    `5. Worth it? Opening the app is not using it: ${step('amplitude_list_events')}, choose the event that stands for value, and ask ${asked}.`,
  ];
}

const verdict = [
  'Answer: the curve at two or three ages with counts; flat or still falling; better, worse or as before, at which age and how sure; who stays; what to look at next. Rules:',
  '- Compare cohorts at the same age only, and only complete cells; the youngest are left out, and the answers say how many. Partial cohorts are no trend.',
  '- Best and worst of many cohorts differ by chance: fewer than 30 people, or a 95 % interval around 0, show nothing.',
  '- n-day, rolling and bracket retention are different figures: never set them side by side. If the notes doubt how the cells were read, say so.',
  '- Cohort entries are not users, and groups are not added. Why people leave is not in the data.',
];
