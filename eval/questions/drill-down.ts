import { amount, count, decimal, duration, money, percent } from '../figures.ts';
import type { Question } from '../question.ts';
import { ask, cell, inAnswer, inLast, questionsOf, read, row, says, sentence } from '../shorthand.ts';
import { movements, mrrAt, utcDay } from '../truth/book.ts';
import { cohortsOf, retained } from '../truth/cohorts.ts';
import { mondayOf, plus } from '../truth/days.ts';
import { active, type Deed, of, paid, people, ranked, revenue, split, within } from '../truth/deeds.ts';
import { medianSeconds, waysThrough } from '../truth/funnel.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('drill-down');

/** What the first answer has no room for: one day, one group, one customer, one user. */
export function drillDown(world: World): Question[] {
  return [...days(world), ...groups(world), ...revenueOf(world), ...oneUser(world)];
}

function days({ deeds, arrivals, today, ago }: World): Question[] {
  const seen = active(deeds);
  const [day, cohort] = [ago(23), ago(40)];
  const on = within(seen, day, day);
  const steps = ['view_item', 'add_to_cart', 'checkout', 'purchase'];
  const times = waysThrough(
    deeds.filter(({ user }) => user.platform === 'iOS'),
    { steps: steps.map((type) => (deed: Deed) => deed.type === type), from: ago(15), to: ago(2), seconds: 86_400 },
  );
  const evening = within(seen, ago(1), ago(1)).filter(({ clock }) => clock >= '20:15' && clock < '20:20');
  const members = cohortsOf(arrivals).get(cohort) ?? [];
  const later = plus(cohort, 5);
  const back = retained(members, within(seen, later, later));
  return [
    q(
      'users-of-a-day',
      'How many people used the app 23 days ago?',
      [ask('amplitude_active_users', { start: '-30d' }), read('points', { date: day })],
      cell(count(people(on)), 'active_users', row(day)),
    ),
    q(
      'users-of-a-day-and-platform',
      'And how many of them on Android?',
      [
        ask('amplitude_active_users', { start: '-30d', group_by: 'platform' }),
        read('points', { date: day, series: 'Android' }),
      ],
      cell(
        count(people(on.filter(({ user }) => user.platform === 'Android'))),
        'active_users',
        row(day),
        row('Android'),
      ),
    ),
    q(
      'yesterday-evening',
      'How many people were active yesterday between 20:15 and 20:20?',
      [ask('amplitude_realtime_users', {}), read('slots', { time: '20:15' })],
      cell(count(people(evening)), 'yesterday', row('20:15')),
    ),
    q(
      'day-5-of-a-cohort',
      'How many of the people who joined 40 days ago were back on day 5?',
      [
        ask('amplitude_retention', { start_event: '_new', return_event: '_active', start: '-60d' }),
        read('cells', { cohort, point: 'day 5' }),
      ],
      cell(count(back.back), 'retained', row(cohort), row('day 5')),
      cell(percent(back.back, back.of), 'retention', row(cohort), row('day 5')),
    ),
    q(
      'time-on-ios',
      'How long do people on iOS need from basket to checkout?',
      [
        ask('amplitude_funnel', {
          ...{ events: steps, start: '-15d', end: '-2d', conversion_window_seconds: 86_400, group_by: 'platform' },
        }),
        read('steps', { group: 'iOS' }),
      ],
      cell(duration(medianSeconds(times, 2)), 'median', row('iOS'), row('checkout')),
    ),
    q(
      'support-this-week',
      'How often has somebody contacted support this week?',
      [ask('amplitude_list_events', {}), read('events', { event_type: 'contact_support' })],
      cell(
        count(of(within(deeds, mondayOf(today), today), 'contact_support').length),
        'totals_this_week',
        row('contact_support'),
      ),
    ),
  ];
}

function groups({ deeds, ago, today }: World): Question[] {
  const [week, yesterday, since] = [ago(7), ago(1), ago(35)];
  const cities = ranked(
    split(active(within(deeds, week, yesterday)), ({ user }) => user.city || '(none)'),
    people,
  );
  const tenth = cities[9] ?? { name: '', figure: 0 };
  const monday = plus(mondayOf(today), -21);
  const spent = paid(within(deeds, monday, plus(monday, 6))).filter(({ user }) => user.country === 'France');
  const bought = of(within(deeds, ago(30), yesterday), 'purchase');
  const items = split(bought, ({ about }) => String(about.item));
  const armchairs = items.get('Armchair') ?? [];
  const spending = { event_type: 'revenue_amount', group_by: [{ type: 'event', property: '$revenue' }] };
  return [
    q(
      'users-of-a-city',
      `How many users did we have in ${tenth.name} last week?`,
      [ask('amplitude_active_users', { start: '-7d', group_by: 'city' }), read('series', { series: tenth.name })],
      cell(count(tenth.figure), 'period_active_users', row(tenth.name)),
    ),
    q(
      'revenue-of-a-week-and-country',
      'How much did people in France pay three weeks ago?',
      [
        ask('amplitude_event_segmentation', {
          ...{ events: spending, metric: 'sums', interval: 'weekly', start: since, group_by: 'country' },
        }),
        read('points', { series: 'France', date: monday }),
      ],
      cell(decimal(revenue(spent)), 'sum', row('France'), row(monday)),
    ),
    q(
      'armchairs',
      'How many armchairs were sold in the last 30 days?',
      [
        ask('amplitude_event_segmentation', {
          ...{ metric: 'totals', start: '-30d' },
          events: { event_type: 'purchase', group_by: [{ type: 'event', property: 'item' }] },
        }),
        read('series', { series: 'Armchair' }),
      ],
      cell(count(armchairs.length), 'period_events', row('Armchair')),
    ),
    q(
      'smallest-country',
      'How many people in Japan were active in the last 30 days, by our table of countries?',
      [ask('amplitude_query_chart', { chart: 'demo-countries-table' }), read('table', { country: 'Japan' })],
      cell(
        count(people(active(within(deeds, ago(30), yesterday)).filter(({ user }) => user.country === 'Japan'))),
        'active_users',
        row('Japan'),
      ),
    ),
  ];
}

function revenueOf({ book, ago, utcAgo, dayOf }: World): Question[] {
  const month = { from: utcAgo(30), to: utcAgo(1), dayOf: utcDay };
  const left = movements(book, { ...month, currency: 'EUR', kinds: ['churn'] });
  const [gone] = [...left].sort((a, b) => a.movement - b.movement);
  const name = gone?.subscription.customer.name ?? '';
  const added = movements(book, { ...month, currency: 'USD', kinds: ['expansion'] });
  const [grown] = [...added].sort((a, b) => b.movement - a.movement);
  const day = ago(38);
  return [
    q(
      'when-a-customer-left',
      'When did the biggest euro customer of those who left go, and how much was it worth?',
      [ask('chartmogul_list_activities', { start: '-30d' }), read('activities', { customer: name, type: 'churn' })],
      cell(money('EUR', gone?.movement ?? 0), 'movement', row(name), row(iso(gone?.time ?? 0))),
    ),
    q(
      'customer-after-growing',
      'What does the dollar customer pay now who grew most in the last 30 days?',
      [
        ask('chartmogul_list_activities', { start: '-30d', type: 'expansion' }),
        read('activities', { currency: 'USD' }, { sort: '-movement', limit: 20 }),
      ],
      inAnswer(
        2,
        cell(
          money('USD', grown?.mrr ?? 0),
          'mrr_after',
          row(grown?.subscription.customer.name ?? ''),
          row('expansion'),
        ),
      ),
    ),
    q(
      'mrr-of-a-day',
      'What was MRR in dollars 38 days ago?',
      [ask('fynn_subscription_revenue', { start: '-3m' }), read('points', { date: day, currency: 'USD' })],
      cell(money('USD', mrrAt(book, 'USD', day, dayOf)), 'mrr', row(day), row('USD')),
    ),
  ];
}

function oneUser({ deeds, sessions }: World): Question[] {
  const spenders = ranked(
    split(paid(deeds), ({ user }) => user.userId),
    revenue,
  );
  const userId = spenders[0]?.name ?? '';
  const [long] = deeds.filter(({ user }) => user.amplitudeId.length > 15);
  const all = deeds.filter(({ user }) => user.userId === userId);
  const theirs = sessions.filter(({ user }) => user.userId === userId);
  const search = ask('amplitude_search_users', { query: userId });
  const activity = {
    tool: 'amplitude_user_activity',
    args: (answers: readonly string[]) => ({ amplitude_id: inLast(answers, /\b(\d{12,19})\b/) }),
  };
  return [
    q(
      'events-of-a-user',
      `How active has user ${userId} been?`,
      [search, activity],
      sentence(count(all.length), /events/),
      sentence(count(theirs.length), /sessions/),
    ),
    q(
      'revenue-of-a-user',
      `How much has user ${userId} paid us, and how often?`,
      [search, activity],
      sentence(amount(revenue(paid(all))), /revenue/),
      sentence(count(paid(all).length), /purchases/),
    ),
    q(
      'searches-of-a-user',
      `How often did user ${userId} look at an item?`,
      [search, activity, read('event_types', { event_type: 'view_item' })],
      says(count(of(all, 'view_item').length), /view_item #/, 'events', row('view_item')),
    ),
    q(
      'long-id',
      `Which Amplitude ID has ${long?.user.userId}?`,
      ask('amplitude_search_users', { query: long?.user.userId ?? '' }),
      says(long?.user.amplitudeId ?? '', /Amplitude ID/, 'amplitude_id', row(long?.user.country ?? '')),
    ),
  ];
}

function iso(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
