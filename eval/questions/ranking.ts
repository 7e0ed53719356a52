import { amount, count, money, percent } from '../figures.ts';
import { literal } from '../literal.ts';
import type { Question } from '../question.ts';
import { ask, cell, group, ranked as inRow, questionsOf, row, says, sentence } from '../shorthand.ts';
import { movements, utcDay } from '../truth/book.ts';
import { daysFromTo, mondayOf } from '../truth/days.ts';
import { active, type Deed, of, paid, people, ranked, revenue, split, within } from '../truth/deeds.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('ranking');
const segmentation = 'amplitude_event_segmentation';

/** Which is the most, the least, the third. */
export function rankings(world: World): Question[] {
  return [...ofUsers(world), ...ofEvents(world), ...ofMoney(world)];
}

function ofUsers({ deeds, sessions, arrivals, ago }: World): Question[] {
  const [yesterday, week, month] = [ago(1), ago(7), ago(30)];
  const seen = active(within(deeds, month, yesterday));
  const countries = ranked(split(seen, countryOf), people);
  const [first, , third] = countries;
  const platforms = ranked(split(active(within(deeds, ago(14), yesterday)), platformOf), people);
  const days = daysFromTo(month, yesterday).map((day) => ({ day, users: people(within(seen, day, day)) }));
  const [most, least] = [Math.max(...days.map(({ users }) => users)), Math.min(...days.map(({ users }) => users))];
  const daysWith = (figure: number) => days.filter(({ users }) => users === figure).map(({ day }) => day);
  const bins = [0, 3, 10, 30, 60, 180, 600, 1800, 3600];
  const inWeek = sessions.filter(({ day }) => day >= week && day <= yesterday);
  const sizes = bins.map((low, at) =>
    inWeek.filter((one) => one.seconds >= low && one.seconds < (bins[at + 1] ?? 86_400)),
  );
  const biggest = Math.max(...sizes.map(({ length }) => length));
  const channels = ranked(
    split(within(arrivals, month, yesterday), ({ user }) => user.properties.acquisition_channel ?? '(none)'),
    people,
  );
  const [channel] = channels;
  return [
    q(
      'country-with-most-users',
      'Which country has most users, and how many?',
      ask('amplitude_user_composition', { property: 'country', start: '-30d' }),
      inRow(1, count(first?.figure ?? 0), 'users', row(first?.name ?? '')),
    ),
    q(
      'third-country',
      'Which country comes third by users?',
      ask('amplitude_user_composition', { property: 'country', start: '-30d' }),
      inRow(3, count(third?.figure ?? 0), 'users', row(third?.name ?? '')),
    ),
    q(
      'platforms',
      'On which platform do we have most users, and on which fewest?',
      ask('amplitude_active_users', { group_by: 'platform', start: '-14d' }),
      ...platforms.map(({ name, figure }, at) => inRow(at + 1, count(figure), 'period_active_users', row(name))),
    ),
    q(
      'best-day',
      'On which day of the last 30 did most people use the app?',
      ask('amplitude_active_users', { start: '-30d' }),
      sentence(count(most), new RegExp(`peak # active users on (?:${daysWith(most).join('|')})`)),
    ),
    q(
      'worst-day',
      'Which day of the last 30 was the quietest?',
      ask('amplitude_active_users', { start: '-30d' }),
      sentence(count(least), new RegExp(`low # active users on (?:${daysWith(least).join('|')})`)),
    ),
    q(
      'commonest-session',
      'How long do most sessions take, and what share of all is that?',
      ask('amplitude_session_length', { start: '-7d' }),
      sentence(count(biggest), /Biggest bin: .* with # sessions/),
      sentence(percent(biggest, inWeek.length), /Biggest bin: .* \(#\)/),
    ),
    q(
      'best-channel',
      'Which channel brought most new users in the last 30 days?',
      ask('amplitude_active_users', { metric: 'new', start: '-30d', group_by: 'gp:acquisition_channel' }),
      inRow(1, count(channel?.figure ?? 0), 'period_new_users', row(channel?.name ?? '')),
    ),
  ];
}

function ofEvents({ deeds, today, ago }: World): Question[] {
  const [yesterday, month] = [ago(1), ago(30)];
  const bought = of(within(deeds, month, yesterday), 'purchase');
  const byCountry = ranked(split(bought, countryOf), (part) => part.length);
  const byCategory = ranked(split(bought, about('category')), (part) => part.length);
  const byMethod = ranked(split(bought, about('payment_method')), (part) => part.length);
  const [top] = ranked(
    split(within(deeds, mondayOf(today), today), ({ type }) => type),
    (part) => part.length,
  );
  const grouped = (property: string) => ({ event_type: 'purchase', group_by: [{ type: 'event', property }] });
  const counted = { metric: 'totals', start: '-30d' };
  return [
    q(
      'country-with-most-purchases',
      'Where do people buy most?',
      ask(segmentation, { events: 'purchase', group_by: 'country', ...counted }),
      inRow(1, count(byCountry[0]?.figure ?? 0), 'period_events', row(byCountry[0]?.name ?? '')),
    ),
    q(
      'best-category',
      'Which category sells best?',
      ask(segmentation, { events: grouped('category'), ...counted }),
      inRow(1, count(byCategory[0]?.figure ?? 0), 'period_events', row(byCategory[0]?.name ?? '')),
    ),
    q(
      'worst-category',
      'Which category sells worst?',
      ask(segmentation, { events: grouped('category'), ...counted }),
      inRow(
        byCategory.length,
        count(byCategory.at(-1)?.figure ?? 0),
        'period_events',
        row(byCategory.at(-1)?.name ?? ''),
      ),
    ),
    q(
      'payment-methods',
      'How do people pay, most liked first?',
      ask(segmentation, { events: grouped('payment_method'), ...counted }),
      ...byMethod.map(({ name, figure }, at) => inRow(at + 1, count(figure), 'period_events', row(name))),
    ),
    q(
      'commonest-event',
      'What do people do most this week?',
      ask('amplitude_list_events', {}),
      inRow(1, count(top?.figure ?? 0), 'totals_this_week', row(top?.name ?? '')),
    ),
  ];
}

function ofMoney({ deeds, book, ago, utcAgo }: World): Question[] {
  const [yesterday, month] = [ago(1), ago(30)];
  const spent = ranked(split(paid(within(deeds, month, yesterday)), countryOf), revenue);
  const [first] = spent;
  const byCustomer = (currency: 'EUR' | 'USD') => {
    const entries = movements(book, { currency, from: utcAgo(30), to: utcAgo(1), dayOf: utcDay });
    const sums = ranked(split(entries, customerOf), (part) => part.reduce((sum, { movement }) => sum + movement, 0));
    return sums.sort((a, b) => Math.abs(b.figure) - Math.abs(a.figure))[0] ?? { name: '', figure: 0 };
  };
  const mover = (currency: 'EUR' | 'USD') => {
    const { name, figure } = byCustomer(currency);
    return cell(money(currency, figure), 'movement', row(name), row(currency));
  };
  return [
    q(
      'country-with-most-revenue',
      'Which country brings in most money, by our table demo-countries-table?',
      ask('amplitude_query_chart', { chart: 'demo-countries-table' }),
      cell(amount(first?.figure ?? 0), 'revenue_usd', row(first?.name ?? '')),
      sentence(
        amount(first?.figure ?? 0),
        new RegExp(`Revenue \\(USD\\): highest # \\(${literal(first?.name ?? '')}\\)`),
      ),
    ),
    q(
      'biggest-mover-euro',
      'Who moved our recurring revenue in euros most in the last 30 days?',
      ask('chartmogul_list_activities', { start: '-30d' }),
      mover('EUR'),
    ),
    q('biggest-mover-dollar', 'And in dollars?', ask('chartmogul_list_activities', { start: '-30d' }), mover('USD')),
    q(
      'version-with-most-users',
      'Which app version do most people have, by our chart demo-versions?',
      ask('amplitude_query_chart', { chart: 'demo-versions' }),
      ...mostUsedVersion(active(within(deeds, ago(7), yesterday))),
    ),
  ];
}

function mostUsedVersion(seen: readonly Deed[]) {
  const [first] = ranked(
    split(seen, ({ version }) => version),
    people,
  );
  const { name = '', figure = 0 } = first ?? {};
  return [says(count(figure), /highest/, 'value', group(name, ['4.1.0', '4.0.0', '3.9.0', '3.8.0', '4.2.0']))];
}

function countryOf({ user }: Deed): string {
  return user.country;
}

function platformOf({ user }: Deed): string {
  return user.platform;
}

function customerOf({ subscription }: { subscription: { customer: { name: string } } }): string {
  return subscription.customer.name;
}

function about(property: string): (deed: Deed) => string {
  return (deed) => String(deed.about[property]);
}
