import { amount, change, count, duration, end, money, percent, points } from '../figures.ts';
import { literal } from '../literal.ts';
import type { Expected, Question } from '../question.ts';
import { ask, cell, inAnswer, questionsOf, read, row, sentence } from '../shorthand.ts';
import { moved, mrrAt, utcDay } from '../truth/book.ts';
import { backAfter, paidBy, type Retained } from '../truth/cohorts.ts';
import { daysFromTo, plus } from '../truth/days.ts';
import { active, type Deed, of, paid, people, within } from '../truth/deeds.ts';
import { reached, waysThrough } from '../truth/funnel.ts';
import { difference } from '../truth/interval.ts';
import { meanSeconds } from '../truth/sessions.ts';
import { subscribersSeen } from '../truth/subscribers.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('change');
const compare = 'previous_period';

/** What `compare` tells of two ranges of the same length. */
export function comparisons(world: World): Question[] {
  return [...ofUse(world), ...ofRates(world), ...ofMoney(world)];
}

function ofUse({ deeds, sessions, ago, utcAgo, book }: World): Question[] {
  const seen = active(deeds);
  const users = (from: number, to: number) => people(within(seen, ago(from), ago(to)));
  const [week, weekBefore] = [users(7, 1), users(14, 8)];
  const bought = (from: number, to: number) => of(within(deeds, ago(from), ago(to)), 'purchase').length;
  const [sold, soldBefore] = [bought(14, 1), bought(28, 15)];
  const lengthOn = (on: string) => meanSeconds(sessions.filter(({ day }) => day === on));
  const mean = (from: number, to: number) =>
    daysFromTo(ago(from), ago(to)).reduce((sum, day) => sum + lengthOn(day), 0) / (from - to + 1);
  const british = (from: number, to: number) =>
    people(within(seen, ago(from), ago(to)).filter(({ user }) => user.country === 'United Kingdom'));
  const came = (from: number, to: number) => subscribersSeen(book, utcAgo(from), utcAgo(to)).length;
  const [won, wonBefore] = [came(60, 1), came(120, 61)];
  return [
    q(
      'compare-users',
      'Did more people use the app in the last seven days than in the seven before?',
      ask('amplitude_active_users', { start: '-7d', compare }),
      cell(change(weekBefore, week), 'change_percent', row('counted once'), row(count(week)), row(count(weekBefore))),
      sentence(change(weekBefore, week), against(count(week), count(weekBefore), '#')),
    ),
    q(
      'compare-a-day',
      'How did three days ago go against the same weekday before?',
      ask('amplitude_active_users', { start: '-7d', compare }),
      cell(change(users(10, 10), users(3, 3)), 'change_percent', row(ago(3)), row(ago(10))),
    ),
    q(
      'compare-purchases',
      'Do people buy more than two weeks before?',
      ask('amplitude_event_segmentation', { events: 'purchase', metric: 'totals', start: '-14d', compare }),
      sentence(change(soldBefore, sold), against(count(sold), count(soldBefore), '#')),
    ),
    q(
      'compare-sessions',
      'Are sessions longer than in the week before? Take the mean of the days.',
      ask('amplitude_average_session_length', { start: '-7d', compare }),
      cell(duration(mean(7, 1)), 'current', row('unweighted mean'), row(duration(mean(14, 8)))),
      cell(change(mean(14, 8), mean(7, 1)), 'change_percent', row('unweighted mean')),
    ),
    q(
      'compare-countries',
      'How many more people use the app in the United Kingdom than in the 30 days before?',
      ask('amplitude_user_composition', { property: 'country', start: '-30d', compare }),
      cell(
        change(british(60, 31), british(30, 1)),
        'change_percent',
        row('United Kingdom'),
        row(count(british(60, 31))),
      ),
    ),
    q(
      'compare-customers',
      'Do we win more subscribing customers than in the 60 days before?',
      ask('qonversion_customer_metrics', { start: '-60d', compare }),
      sentence(change(wonBefore, won), against(count(won), count(wonBefore), '#')),
    ),
  ];
}

function ofRates({ deeds, sessions, arrivals, today, ago }: World): Question[] {
  const events = ['view_item', 'add_to_cart', 'checkout', 'purchase'];
  const steps = events.map((type) => (deed: Deed) => deed.type === type);
  const through = (from: string, to: string): Retained => {
    const ways = waysThrough(deeds, { steps, from, to, seconds: 86_400 });
    return { back: reached(ways, 4)[3] ?? 0, of: ways.size };
  };
  const settled = { start: '-15d', end: '-2d', conversion_window_seconds: 86_400 };
  const joined = { start_event: '_new', return_event: '_active', start: '-44d', end: '-31d' };
  const backOn = (from: number, to: number) =>
    backAfter(arrivals, active(deeds), daysFromTo(ago(from), ago(to)), 1, today);
  const shortOnes = (from: number, to: number): Retained => {
    const some = sessions.filter(({ day }) => day >= ago(from) && day <= ago(to));
    return { back: some.filter(({ seconds }) => seconds < 10).length, of: some.length };
  };
  return [
    q(
      'compare-conversion',
      'Do fewer people get from looking to paying than in the two weeks before, and is that more than chance?',
      ask('amplitude_funnel', { events, ...settled, compare }),
      ...rates('', through(ago(15), ago(2)), through(ago(29), ago(16))),
    ),
    q(
      'compare-day-1',
      'Do new users come back on the next day less often than two weeks before?',
      ask('amplitude_retention', { ...joined, compare }),
      ...rates('Day 1,.*', backOn(44, 31), backOn(58, 45)),
    ),
    q(
      'compare-bounces',
      'Are fewer sessions over within 10 seconds than in the week before?',
      ask('amplitude_session_length', { start: '-7d', compare }),
      ...rates('Under 10 s.*', shortOnes(7, 1), shortOnes(14, 8)),
    ),
  ];
}

/** Both rates, how far they are apart, within what limits, and whether that is called a change. */
function rates(lead: string, now: Retained, before: Retained): Expected[] {
  const [rate, rateBefore] = [percent(now.back, now.of), percent(before.back, before.of)];
  const apart = difference(now.back, now.of, before.back, before.of);
  const isClear = apart.low > 0 || apart.high < 0;
  const size = isClear ? points(apart.points).slice(1) : points(apart.points);
  const verdict = isClear ? `${apart.high < 0 ? 'down' : 'up'} # points` : 'no clear change (# points';
  const [here, there] = [`${literal(rate)} of ${count(now.of)}`, `${literal(rateBefore)} of ${count(before.of)}`];
  return [
    sentence(rate, against(`${lead}# of ${count(now.of)}`, there)),
    sentence(size, against(lead + here, there, literal(verdict))),
    sentence(`${end(apart.low)} to ${end(apart.high)}`, against(lead + here, there, '95 % interval #')),
  ];
}

function ofMoney({ deeds, arrivals, book, ago, utcAgo, dayOf }: World): Question[] {
  const movement = { dayOf: utcDay, from: utcAgo(30), to: utcAgo(1) };
  const earlier = { dayOf: utcDay, from: utcAgo(60), to: utcAgo(31) };
  const net = moved(book, { ...movement, currency: 'USD' });
  const netBefore = moved(book, { ...earlier, currency: 'USD' });
  const won = moved(book, { ...movement, currency: 'EUR', kinds: ['new_biz'] });
  const wonBefore = moved(book, { ...earlier, currency: 'EUR', kinds: ['new_biz'] });
  const [mrr, mrrBefore] = [mrrAt(book, 'EUR', ago(1), dayOf), mrrAt(book, 'EUR', ago(31), dayOf)];
  const worth = (from: number, to: number) => {
    const members = within(arrivals, ago(from), ago(to));
    return paidBy(members, paid(deeds), (first) => plus(first, 29)) / members.length;
  };
  const [arpu, arpuBefore] = [worth(90, 61), worth(120, 91)];
  return [
    q(
      'compare-net-movement',
      'Did MRR in dollars grow more than in the 30 days before?',
      ask('chartmogul_list_activities', { start: '-30d', compare }),
      sentence(money('USD', net), against('net MRR movement #', money('USD', netBefore))),
      sentence(change(netBefore, net), against(`net MRR movement ${money('USD', net)}`, money('USD', netBefore), '#')),
    ),
    q(
      'compare-new-business',
      'Is new business in euros down?',
      [
        ask('chartmogul_list_activities', { start: '-30d', compare }),
        read('comparison', { currency: 'EUR', type: 'new_biz' }),
      ],
      cell(money('EUR', won), 'current', row('new_biz'), row(money('EUR', wonBefore))),
      cell(change(wonBefore, won), 'change_percent', row('EUR'), row('new_biz')),
    ),
    q(
      'compare-mrr',
      'How does MRR in euros stand against 30 days earlier?',
      ask('fynn_subscription_revenue', { start: '-30d', end: 'yesterday', compare }),
      sentence(money('EUR', mrr - mrrBefore), against(`MRR ${money('EUR', mrr)}`, money('EUR', mrrBefore), 'change #')),
      sentence(change(mrrBefore, mrr), against(`MRR ${money('EUR', mrr)}`, money('EUR', mrrBefore), '\\(#\\)')),
    ),
    q(
      'compare-arpu',
      'Are new users worth more after 30 days than those of the month before them?',
      [ask('amplitude_revenue_ltv', { start: '-90d', end: '-61d', compare }), read('comparison', { day: '30' })],
      inAnswer(2, cell(amount(arpu), 'current', row('30'), row(amount(arpuBefore)))),
      inAnswer(2, cell(change(arpuBefore, arpu), 'change_percent', row('30'), row(amount(arpuBefore)))),
    ),
  ];
}

/** Patterns of one figure against another and of what is made of them, in this order and close together. */
function against(now: string, before: string, made = ''): RegExp {
  const some = '(?:(?! against ).){0,60}?';
  const whole = (pattern: string) => `(?<![\\d.,])${pattern}(?!\\d|[.,]\\d)`;
  return new RegExp(`${whole(now)}${some} against ${whole(before)}${some}${made}`);
}
