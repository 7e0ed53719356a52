import { amount, change, count, money, percent } from '../figures.ts';
import { literal } from '../literal.ts';
import type { Question } from '../question.ts';
import { ask, cell, inAnswer, on, questionsOf, row, says, sentence } from '../shorthand.ts';
import { moved, mrrAt, utcDay } from '../truth/book.ts';
import { mondayOf, monthBefore, plus } from '../truth/days.ts';
import { active, type Deed, of, paid, people, ranked, revenue, split, within } from '../truth/deeds.ts';
import { reached, waysThrough } from '../truth/funnel.ts';
import { meanSeconds, sessionsPerUser } from '../truth/sessions.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('change');

/** Against the time before, as a sentence writes it. */
const against = (date: string) => new RegExp(`# against (?:(?:week|month) of )?${literal(date)}`);

/** What went up or down, and by how much. */
export function changes(world: World): Question[] {
  return [...daily(world), ...longer(world), ...levels(world)];
}

function daily({ deeds, sessions, ago }: World): Question[] {
  const [yesterday, before] = [ago(1), ago(8)];
  const seenOn = (day: string) => active(within(deeds, day, day));
  const byPlatform = (platform: string) => (day: string) =>
    people(seenOn(day).filter(({ user }) => user.platform === platform));
  const started = (on: string) => sessions.filter(({ day }) => day === on);
  const bought = (day: string) => of(within(deeds, day, day), 'purchase').length;
  return [
    q(
      'dau-change',
      'Did more people use the app yesterday than on the same weekday of the week before?',
      ask('amplitude_active_users', { start: '-14d' }),
      sentence(change(people(seenOn(before)), people(seenOn(yesterday))), against(before)),
      sentence(count(people(seenOn(before))), /active users/, on(before)),
    ),
    q(
      'web-change',
      'How did use on the web change against the same day of the week before?',
      ask('amplitude_active_users', { group_by: 'platform', start: '-14d' }),
      cell(change(byPlatform('Web')(before), byPlatform('Web')(yesterday)), 'change', row('Web')),
    ),
    q(
      'android-change',
      'By how much did Android use change in our export demo-platforms-export?',
      ask('amplitude_query_chart', { chart: 'demo-platforms-export' }),
      sentence(
        change(byPlatform('Android')(before), byPlatform('Android')(yesterday)),
        new RegExp(`Android: .*# against ${before}`),
      ),
    ),
    q(
      'purchases-change',
      'Were there more purchases yesterday than a week before?',
      ask('amplitude_event_segmentation', { events: 'purchase', metric: 'totals', start: '-14d' }),
      sentence(change(bought(before), bought(yesterday)), against(before)),
    ),
    q(
      'session-length-change',
      'Are sessions getting longer? Compare yesterday with the same weekday of the week before.',
      ask('amplitude_average_session_length', { start: '-14d' }),
      sentence(change(meanSeconds(started(before)), meanSeconds(started(yesterday))), against(before)),
    ),
    q(
      'sessions-per-user-change',
      'Do users come back more often within a day than a week before?',
      ask('amplitude_sessions_per_user', { start: '-14d' }),
      sentence(change(sessionsPerUser(started(before)), sessionsPerUser(started(yesterday))), against(before)),
    ),
  ];
}

function longer({ deeds, arrivals, today, ago }: World): Question[] {
  const week = plus(mondayOf(today), -7);
  const weekBefore = plus(week, -7);
  const [month, monthEarlier] = [monthBefore(today, 1), monthBefore(today, 2)];
  const inWeek = (items: readonly Deed[], monday: string) => within(items, monday, plus(monday, 6));
  const usersIn = ({ from, to }: { from: string; to: string }) => people(active(within(deeds, from, to)));
  const spent = (country: string, monday: string) =>
    revenue(paid(inWeek(deeds, monday)).filter(({ user }) => user.country === country));
  const since = ago(35);
  const [biggest] = ranked(
    split(paid(within(deeds, since, ago(1))), ({ user }) => user.country),
    revenue,
  );
  const top = biggest?.name ?? '';
  const money = { event_type: 'revenue_amount', group_by: [{ type: 'event', property: '$revenue' }] };
  return [
    q(
      'new-users-by-week',
      'Do we get more new users a week than before?',
      ask('amplitude_active_users', { metric: 'new', interval: 'weekly', start: '-8w' }),
      sentence(change(inWeek(arrivals, weekBefore).length, inWeek(arrivals, week).length), against(weekBefore)),
    ),
    q(
      'mau-change',
      'Did our MAU grow last month?',
      ask('amplitude_active_users', { interval: 'monthly', start: '-4m' }),
      sentence(change(usersIn(monthEarlier), usersIn(month)), against(monthEarlier.from)),
      says(count(usersIn(monthEarlier)), /active users/, 'active_users', on(monthEarlier.from)),
    ),
    q(
      'support-change',
      'Is support contacted more often than the week before?',
      ask('amplitude_event_segmentation', {
        ...{ events: 'contact_support', metric: 'totals', interval: 'weekly', start: '-12w' },
      }),
      sentence(
        change(
          of(inWeek(deeds, weekBefore), 'contact_support').length,
          of(inWeek(deeds, week), 'contact_support').length,
        ),
        against(weekBefore),
      ),
    ),
    q(
      'revenue-change-of-the-biggest-country',
      'How did revenue change last week in the country that brings in most?',
      ask('amplitude_event_segmentation', {
        ...{ events: money, metric: 'sums', interval: 'weekly', start: '-5w', group_by: 'country' },
      }),
      cell(change(spent(top, weekBefore), spent(top, week)), 'change', row(top)),
      cell(amount(spent(top, week)), 'latest', row(top)),
    ),
  ];
}

function levels({ book, deeds, ago, today, dayOf }: World): Question[] {
  const yesterday = ago(1);
  const [last, earlier] = [monthBefore(today, 1), monthBefore(today, 2)];
  const level = (day: string) => mrrAt(book, 'EUR', day, dayOf);
  // Sixty days, of which the first begins where this one ended.
  const eve = ago(61);
  const won = moved(book, {
    ...{ currency: 'EUR', kinds: ['new_biz', 'reactivation'], from: ago(60), to: yesterday, dayOf },
  });
  const steps = ['view_item', 'add_to_cart', 'checkout', 'purchase'];
  const funnel = (from: string, to: string) => {
    const ways = waysThrough(deeds, {
      ...{ from, to, seconds: 86_400 },
      steps: steps.map((type) => (deed: Deed) => deed.type === type),
    });
    const [, , checkouts = 0, purchases = 0] = reached(ways, 4);
    return percent(purchases, checkouts);
  };
  const asked = (start: string, end: string) =>
    ask('amplitude_funnel', { events: steps, start, end, conversion_window_seconds: 86_400 });
  return [
    q(
      'mrr-change',
      'How has our recurring revenue in euros changed over the last 60 days?',
      ask('fynn_subscription_revenue', { start: '-60d', end: 'yesterday', currency: 'EUR' }),
      sentence(money('EUR', level(yesterday) - level(eve)), new RegExp(`at the end of ${eve} \\(#`)),
      sentence(change(level(eve), level(yesterday)), new RegExp(`at the end of ${eve} \\(EUR [\\d.,-]+, #`)),
      sentence(money('EUR', won), new RegExp(`EUR after ${eve}: new #`)),
    ),
    q(
      'mrr-net-of-a-month',
      'By how much did MRR in dollars grow last month?',
      ask('fynn_subscription_revenue', { start: '-4m' }),
      sentence(
        money('USD', moved(book, { currency: 'USD', from: last.from, to: last.to, dayOf })),
        new RegExp(`USD: net by month.* ${last.name} #`),
      ),
    ),
    q(
      'mrr-of-two-months',
      'What was MRR in euros at the end of the last two months?',
      ask('fynn_subscription_revenue', { start: '-4m', currency: 'EUR' }),
      ...[last, earlier].map(({ name, to }) => cell(money('EUR', level(to)), 'mrr', row(name))),
    ),
    q(
      'net-movement-by-month',
      'Did ChartMogul see more MRR come than go in dollars last month?',
      ask('chartmogul_list_activities', { start: last.from, end: last.to }),
      sentence(
        money('USD', moved(book, { currency: 'USD', from: last.from, to: last.to, dayOf: utcDay })),
        /net MRR movement/,
      ),
    ),
    q(
      'payment-step-before-and-after',
      'Do fewer people who check out pay now than six to four weeks ago?',
      [asked('-42d', '-29d'), asked('-15d', '-2d')],
      inAnswer(1, cell(funnel(ago(42), ago(29)), 'of_previous', row('purchase'))),
      inAnswer(2, cell(funnel(ago(15), ago(2)), 'of_previous', row('purchase'))),
    ),
  ];
}
