import { count, decimal, percent } from '../figures.ts';
import type { Question } from '../question.ts';
import { ask, cell, group, on, over, questionsOf, row, says, sentence } from '../shorthand.ts';
import { mondayOf, monthBefore } from '../truth/days.ts';
import { active, of, paid, people, revenue, within } from '../truth/deeds.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('lookup');
const tool = 'amplitude_event_segmentation';

/** What people did, how often, and what they paid. */
export function lookupEvents(world: World): Question[] {
  const { deeds, ago, today, clock } = world;
  const [yesterday, fortnight] = [ago(1), ago(14)];
  const onDay = within(deeds, yesterday, yesterday);
  const bought = of(within(deeds, fortnight, yesterday), 'purchase');
  const views = of(onDay, 'view_item');
  const slot = slotOf(clock, -5);
  return [
    q(
      'purchases-yesterday',
      'How many purchases were made yesterday?',
      ask(tool, { events: 'purchase', metric: 'totals', start: '-14d' }),
      says(count(of(onDay, 'purchase').length), /events/, 'events', on(yesterday)),
    ),
    q(
      'buyers-of-a-fortnight',
      'How many different people bought in the last two weeks?',
      ask(tool, { events: 'purchase', start: '-14d' }),
      sentence(count(people(bought)), /users/, over(fortnight, yesterday)),
    ),
    q(
      'card-payments',
      'How many things were paid for by card in the last two weeks?',
      ask(tool, { events: only('purchase', 'payment_method', 'card'), metric: 'totals', start: '-14d' }),
      sentence(
        count(bought.filter(({ about }) => about.payment_method === 'card').length),
        /events in all/,
        over(fortnight, yesterday),
      ),
    ),
    q(
      'share-that-searched',
      'What share of yesterday’s active users used the search?',
      ask(tool, { events: 'search', metric: 'pct_dau', start: '-7d' }),
      says(percent(people(of(onDay, 'search')), people(active(onDay))), /of active users/, 'share', on(yesterday)),
    ),
    q(
      'views-per-viewer',
      'How many items did somebody who looked at items look at yesterday, on average?',
      ask(tool, { events: 'view_item', metric: 'average', start: '-7d' }),
      says(decimal(views.length / people(views)), /events per user/, 'events_per_user', on(yesterday)),
    ),
    q(
      'evening-hour',
      'How many people opened the app between 20:00 and 21:00 yesterday?',
      ask(tool, { events: 'app_open', interval: 'hourly', start: 'yesterday', end: 'yesterday' }),
      cell(
        count(people(of(onDay, 'app_open').filter((deed) => deed.clock.startsWith('20:')))),
        'users',
        on(`${yesterday} 20:00`),
      ),
    ),
    q(
      'realtime',
      'How many people were active in the last whole five minutes?',
      ask('amplitude_realtime_users', {}),
      says(
        count(people(active(within(deeds, today, today)).filter((deed) => slotOf(deed.clock) === slot))),
        /active users?/,
        'today',
        { is: slot, among: /\b\d\d:\d\d\b/ },
      ),
    ),
    q(
      'searches-this-week',
      'How often has the search been used this week so far?',
      ask('amplitude_list_events', { search: 'search' }),
      cell(count(of(within(deeds, mondayOf(today), today), 'search').length), 'totals_this_week', row('search')),
    ),
    ...payments(world),
  ];
}

function payments({ deeds, today, ago }: World): Question[] {
  const [yesterday, month, quarter] = [ago(1), ago(30), ago(90)];
  const last = monthBefore(today, 1);
  const sold = of(within(deeds, month, yesterday), 'purchase');
  const yearly = of(within(deeds, quarter, yesterday), 'subscribe').filter(({ about }) => about.period === 'yearly');
  const worth = (low: number, high: number) =>
    sold.filter(({ about }) => Number(about.$revenue) >= low && Number(about.$revenue) < high);
  return [
    q(
      'revenue-last-month',
      'How much revenue did the app take last month?',
      ask(tool, { events: measured('revenue_amount'), metric: 'sums', interval: 'monthly', start: '-3m' }),
      says(decimal(revenue(paid(within(deeds, last.from, last.to)))), /sum of \$revenue/, 'sum', on(last.from)),
    ),
    q(
      'average-purchase',
      'What was a purchase worth on average, over the last 30 days?',
      ask(tool, { events: measured('purchase'), metric: 'value_avg', start: '-30d' }),
      sentence(decimal(revenue(sold) / sold.length), /average \$revenue over the whole range/, over(month, yesterday)),
    ),
    q(
      'purchases-per-buyer',
      'How many things does a buyer buy in 30 days?',
      ask(tool, { events: 'purchase', metric: 'formula', formula: 'TOTALS(A)/UNIQUES(A)', start: '-30d' }),
      sentence(decimal(sold.length / people(sold)), /over the whole range/, over(month, yesterday)),
    ),
    q(
      'purchases-of-100-to-200',
      'How many purchases of the last 30 days were worth 100 to 200?',
      ask(tool, { events: measured('purchase'), metric: 'histogram', start: '-30d' }),
      cell(count(worth(100, 200).length), 'count', row('100 - 200')),
    ),
    q(
      'yearly-subscriptions',
      'How many people bought a yearly subscription in the app in the last 90 days?',
      ask(tool, { events: only('subscribe', 'period', 'yearly'), start: '-90d' }),
      sentence(count(people(yearly)), /users/, over(quarter, yesterday)),
    ),
    q(
      'pothos',
      'How many people put a Pothos into their basket in the last 30 days?',
      ask(tool, { events: only('add_to_cart', 'item', 'Pothos'), start: '-30d' }),
      sentence(
        count(
          people(of(within(deeds, month, yesterday), 'add_to_cart').filter(({ about }) => about.item === 'Pothos')),
        ),
        /users/,
        over(month, yesterday),
      ),
    ),
    q(
      'newsletter',
      'How many of the people of the last 30 days take the newsletter?',
      ask('amplitude_user_composition', { property: 'gp:newsletter', start: '-30d' }),
      says(
        count(
          people(active(within(deeds, month, yesterday)).filter(({ user }) => user.properties.newsletter === 'true')),
        ),
        /users/,
        'users',
        group('true', ['false']),
      ),
    ),
  ];
}

function only(event_type: string, property: string, value: string) {
  return { event_type, filters: [{ type: 'event', property, operator: 'is', values: [value] }] };
}

function measured(event_type: string) {
  return { event_type, group_by: [{ type: 'event', property: '$revenue' }] };
}

/** The five minutes that hold a time of day, or those so many minutes from it. */
function slotOf(clock: string, minutes = 0): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const start = Math.floor((hour * 60 + minute + minutes + 1440) / 5) * 5;
  return [Math.floor(start / 60) % 24, start % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
