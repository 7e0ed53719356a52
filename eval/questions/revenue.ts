import { count, decimal, money, percent } from '../figures.ts';
import type { Expected, Question } from '../question.ts';
import { ask, cell, on, questionsOf, read, row, sentence } from '../shorthand.ts';
import { moved, movements, mrrAt, utcDay } from '../truth/book.ts';
import { monthBefore } from '../truth/days.ts';
import { type Subscriber, standing, subscribersSeen } from '../truth/subscribers.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('revenue and churn');

/** Recurring revenue, what moves it, and the subscribers behind it. */
export function subscriptions(world: World): Question[] {
  return [...movementsOf(world), ...levels(world), ...subscribers(world)];
}

function movementsOf({ book, today, utcAgo: ago }: World): Question[] {
  const last = monthBefore(today, 1);
  const month = { from: ago(30), to: ago(1), dayOf: utcDay };
  const lastMonth = { from: last.from, to: last.to, dayOf: utcDay };
  const tool = 'chartmogul_list_activities';
  const asked = ask(tool, { start: '-30d' });
  const ofMonth = ask(tool, { start: last.from, end: last.to });
  const churned = movements(book, { ...lastMonth, currency: 'USD', kinds: ['churn'] });
  const expansion = movements(book, { ...month, currency: 'USD', kinds: ['expansion'] });
  return [
    q(
      'churned-mrr',
      'How much recurring revenue in dollars churned last month?',
      ofMonth,
      sentence(money('USD', moved(book, { ...lastMonth, currency: 'USD', kinds: ['churn'] })), /churn/),
    ),
    q(
      'churned-customers',
      'How many customers who pay in dollars left last month?',
      ask(tool, { start: last.from, end: last.to, type: 'churn' }),
      sentence(count(churned.length), /churn USD [\d.,-]+ \(#\)/),
    ),
    q(
      'churned-euros',
      'And how much did we lose in euros in the last 30 days?',
      asked,
      sentence(money('EUR', moved(book, { ...month, currency: 'EUR', kinds: ['churn'] })), /churn/),
    ),
    q(
      'new-business',
      'How much new business in euros came in during the last 30 days?',
      asked,
      sentence(money('EUR', moved(book, { ...month, currency: 'EUR', kinds: ['new_biz'] })), /new_biz/),
    ),
    q(
      'expansion',
      'What did customers who pay in dollars add, and how many of them were there?',
      asked,
      sentence(money('USD', moved(book, { ...month, currency: 'USD', kinds: ['expansion'] })), /expansion/),
      sentence(count(expansion.length), /expansion USD [\d.,-]+ \(#\)/),
    ),
    q(
      'contraction',
      'And by how much did euro customers shrink theirs?',
      asked,
      sentence(money('EUR', moved(book, { ...month, currency: 'EUR', kinds: ['contraction'] })), /contraction/),
    ),
    q(
      'net-movement',
      'What is the net movement of MRR in euros over 30 days?',
      asked,
      sentence(money('EUR', moved(book, { ...month, currency: 'EUR' })), /net MRR movement/),
    ),
    q(
      'reactivations',
      'How much revenue in dollars came back last month?',
      [ofMonth, read('movements', { currency: 'USD' })],
      cell(
        money('USD', moved(book, { ...lastMonth, currency: 'USD', kinds: ['reactivation'] })),
        'movement',
        row('reactivation'),
      ),
    ),
  ];
}

function levels({ book, today, ago, dayOf }: World): Question[] {
  const yesterday = ago(1);
  const [last, earlier] = [monthBefore(today, 1), monthBefore(today, 2)];
  const of = (currency: 'EUR' | 'USD', { from, to }: { from: string; to: string }) => ({ currency, from, to, dayOf });
  const came = moved(book, { ...of('EUR', last), kinds: ['new_biz', 'reactivation'] });
  const went = -moved(book, { ...of('EUR', last), kinds: ['churn', 'contraction'] });
  const tool = 'fynn_subscription_revenue';
  const lastMonth = ask(tool, { start: last.from, end: last.to });
  return [
    q(
      'mrr-euro',
      'What is our MRR in euros?',
      ask(tool, {}),
      sentence(money('EUR', mrrAt(book, 'EUR', yesterday, dayOf)), /MRR/, on(yesterday)),
    ),
    q(
      'mrr-dollar',
      'And in dollars?',
      ask(tool, { start: '-3m', currency: 'USD' }),
      sentence(money('USD', mrrAt(book, 'USD', yesterday, dayOf)), /MRR/, on(yesterday)),
    ),
    q(
      'mrr-at-the-end-of-a-month',
      'What was MRR in dollars at the end of the month before last?',
      ask(tool, { start: '-4m', currency: 'USD' }),
      cell(money('USD', mrrAt(book, 'USD', earlier.to, dayOf)), 'mrr', row(earlier.name)),
    ),
    q(
      'new-mrr',
      'How much MRR in euros was new last month?',
      lastMonth,
      cell(money('EUR', came), 'new', row(last.name), row('EUR')),
    ),
    q(
      'churn-mrr',
      'How much MRR in euros did Fynn see churn last month?',
      lastMonth,
      cell(money('EUR', went), 'churn', row(last.name), row('EUR')),
    ),
  ];
}

function subscribers({ book, utcAgo: ago }: World): Question[] {
  const tool = 'qonversion_customer_metrics';
  const quarter = subscribersSeen(book, ago(90), ago(1));
  const half = subscribersSeen(book, ago(180), ago(1));
  const are = (some: readonly Subscriber[], what: string) => some.filter((one) => standing(one) === what).length;
  const iOS = quarter.filter(({ store }) => store === 'iOS');
  const german = quarter.filter(({ user }) => user.countryCode === 'DE');
  const tried = quarter.filter(({ kinds }) => kinds.includes('trial_started'));
  const gaveUp = quarter.filter(({ kinds }) => kinds.includes('trial_canceled'));
  const payers = quarter.filter(({ payments }) => payments > 0);
  const payments = payers.reduce((sum, one) => sum + one.payments, 0);
  const asked = ask(tool, { start: '-90d' });
  return [
    q(
      'active-subscribers',
      'How many of the customers of the last 90 days subscribe now?',
      asked,
      counter(count(are(quarter, 'active')), /active subscribers/, 'activeSubscribers'),
    ),
    q(
      'trials',
      'How many of them are in a trial, and what share is that?',
      asked,
      counter(count(are(quarter, 'trial')), /# active trials/, 'activeTrials'),
      sentence(percent(are(quarter, 'trial'), quarter.length), /active trials \(# of clients\)/),
    ),
    q(
      'canceled-trials',
      'What share of trials was cancelled?',
      asked,
      sentence(percent(gaveUp.length, tried.length), /canceled trials/),
    ),
    q(
      'churned-subscribers',
      'What share of those who paid has left again?',
      asked,
      sentence(percent(are(payers, 'canceled'), payers.length), /churned subscribers/),
    ),
    q(
      'payments-per-payer',
      'How often has a payer paid on average?',
      asked,
      counter(decimal(round(payments / payers.length)), /average payment count/, 'avgPaymentCount'),
    ),
    q(
      'subscribers-on-ios',
      'How many subscribers of the last 90 days came through the App Store?',
      ask(tool, { start: '-90d', platform: ['iOS'] }),
      counter(count(are(iOS, 'active')), /active subscribers/, 'activeSubscribers'),
    ),
    q(
      'customers-in-germany',
      'How many customers did we win in Germany in these 90 days?',
      ask(tool, { start: '-90d', country: ['DE'] }),
      counter(count(german.length), /clients with events/, 'clientsWithEvent'),
    ),
    q(
      'billing-retry',
      'How many of the customers of the last 180 days cannot be charged at present?',
      ask(tool, { start: '-180d' }),
      counter(count(are(half, 'billing retry')), /in billing retry/, 'billingRetry'),
    ),
  ];
}

/** In the sentence and in the table of counters. */
function counter(figure: string, words: RegExp, name: string): Expected[] {
  return [sentence(figure, words), cell(figure, 'value', row(name))];
}

/** The vendor sends two decimals. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
