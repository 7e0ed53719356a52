import { amount, count, percent } from '../figures.ts';
import type { Question } from '../question.ts';
import { ask, cell, group, questionsOf, read, row, says, sentence } from '../shorthand.ts';
import { backAfter, cohortsOf, paidBy, retained, together } from '../truth/cohorts.ts';
import { daysFromTo, mondayOf, monthBefore, plus } from '../truth/days.ts';
import { active, type Deed, of, paid, people, revenue, within } from '../truth/deeds.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('retention');
const tool = 'amplitude_retention';
const comingBack = { start_event: '_new', return_event: '_active' };

/** Who comes back, and what they are worth in time. */
export function retention(world: World): Question[] {
  return [...daily(world), ...otherSpans(world), ...otherPeople(world), ...lifetimeValue(world)];
}

function daily({ deeds, arrivals, today, ago }: World): Question[] {
  const seen = active(deeds);
  const days = daysFromTo(ago(60), ago(1));
  const at = (age: number) => backAfter(arrivals, seen, days, age, today);
  const asked = ask(tool, { ...comingBack, start: '-60d' });
  const rate = ({ back, of }: { back: number; of: number }) => percent(back, of);
  const cohort = ago(33);
  const one = backAfter(arrivals, seen, [cohort], 7, today);
  const after = (age: number, text: string) => sentence(text, new RegExp(`day ${age} #(?: \\(|$)`));
  return [
    q('day-1', 'How many new users are back on the next day?', asked, after(1, rate(at(1)))),
    q('day-7', 'What is our day-7 retention?', asked, after(7, rate(at(7)))),
    q(
      'day-30',
      'What is our day-30 retention, and on how many new users does it rest?',
      asked,
      after(30, rate(at(30))),
      sentence(`${at(30).back}/${at(30).of}`, /day 30 [\d.]+ % \(#\)/),
    ),
    q(
      'new-users-of-cohorts',
      'How many new users are in these 60 days?',
      asked,
      sentence(count(within(arrivals, ago(60), ago(1)).length), /new users/),
    ),
    q(
      'one-cohort',
      'How many of those who joined 33 days ago were back a week later?',
      [asked, read('cohorts', { cohort })],
      cell(rate(one), 'day_7', row(cohort), row(count(one.of))),
    ),
  ];
}

function otherSpans({ deeds, arrivals, today, ago }: World): Question[] {
  const seen = active(deeds);
  const days = daysFromTo(ago(60), ago(31));
  const cohorts = cohortsOf(within(arrivals, ago(60), ago(31)));
  const between = (from: number, to: number) =>
    together(days.map((day) => retained(cohorts.get(day) ?? [], within(seen, plus(day, from), plus(day, to)))));
  const everSince = between(14, 200);
  const bracket = between(1, 7);
  const since = mondayOf(ago(70));
  const weekly = cohortsOf(within(arrivals, since, ago(1)), mondayOf);
  const whole = [...weekly].filter(([monday]) => plus(monday, 13) < today);
  const nextWeek = together(
    whole.map(([monday, members]) => retained(members, within(seen, plus(monday, 7), plus(monday, 13)))),
  );
  return [
    q(
      'rolling',
      'How many new users are still around after two weeks, on that day or later?',
      ask(tool, { ...comingBack, start: '-60d', end: '-31d', retention_type: 'rolling' }),
      sentence(percent(everSince.back, everSince.of), /day 14 #/),
    ),
    q(
      'bracket',
      'How many new users come back within their first week?',
      ask(tool, {
        ...{ ...comingBack, start: '-60d', end: '-31d' },
        ...{
          retention_type: 'bracket',
          brackets: [
            [0, 0],
            [1, 7],
          ],
        },
      }),
      sentence(percent(bracket.back, bracket.of), /day 1-7 #/),
    ),
    q(
      'week-1',
      'What share of new users is back in the week after?',
      ask(tool, { ...comingBack, interval: 'weekly', start: since }),
      sentence(percent(nextWeek.back, nextWeek.of), /week 1 #/),
    ),
  ];
}

function otherPeople({ deeds, arrivals, today, ago }: World): Question[] {
  const seen = active(deeds);
  const days = daysFromTo(ago(40), ago(27));
  const from = (country: string) =>
    backAfter(
      arrivals.filter(({ user }) => user.country === country),
      seen,
      days,
      7,
      today,
    );
  const [brazil, states] = [from('Brazil'), from('United States')];
  const countries = [...new Set(arrivals.map(({ user }) => user.country))];
  const bought = of(deeds, 'purchase');
  const again = together(
    daysFromTo(ago(60), ago(31)).map((day) => {
      const buyers = [...new Set(within(bought, day, day).map(({ user }) => user))];
      return retained(buyers, within(bought, plus(day, 14), plus(day, 14)));
    }),
  );
  const android = backAfter(
    arrivals.filter(({ user }) => user.platform === 'Android'),
    seen,
    daysFromTo(ago(60), ago(31)),
    1,
    today,
  );
  return [
    q(
      'campaign',
      'Do the people of the Brazilian campaign stay like those from the United States?',
      ask(tool, { ...comingBack, start: '-40d', end: '-27d', group_by: 'country' }),
      cell(percent(brazil.back, brazil.of), 'day_7', row('Brazil')),
      cell(percent(states.back, states.of), 'day_7', row('United States')),
    ),
    q(
      'campaign-size',
      'How many users did that campaign bring from Brazil?',
      ask('amplitude_active_users', { metric: 'new', start: '-40d', end: '-27d', group_by: 'country' }),
      says(count(brazil.of), /new users over the range/, 'period_new_users', group('Brazil', countries)),
    ),
    q(
      'buying-again',
      'How many buyers buy again on the day two weeks later?',
      ask(tool, { start_event: 'purchase', return_event: 'purchase', start: '-60d', end: '-31d' }),
      sentence(percent(again.back, again.of), /day 14 #/),
    ),
    q(
      'android-day-1',
      'What is day-1 retention on Android?',
      ask(tool, {
        ...{ ...comingBack, start: '-60d', end: '-31d' },
        segments: [{ filters: [{ property: 'platform', operator: 'is', values: ['Android'] }] }],
      }),
      sentence(percent(android.back, android.of), /day 1 #/),
    ),
  ];
}

function lifetimeValue({ deeds, arrivals, today }: World): Question[] {
  const month = monthBefore(today, 3);
  const members = within(arrivals, month.from, month.to);
  const payments = paid(deeds);
  const ids = new Set(members.map(({ user }) => user));
  const theirs = payments.filter(({ user }) => ids.has(user));
  const by = (days: number) => paidBy(members, payments, (first) => plus(first, days - 1));
  const payersBy = people(theirs.filter(({ day, user }) => day <= plus(firstDay(members, user.userId), 6)));
  const asked = { start: month.from, end: month.to };
  return [
    q(
      'arpu-30',
      'What was a new user of three months ago worth after 30 days?',
      ask('amplitude_revenue_ltv', asked),
      sentence(amount(by(30) / members.length), /ARPU .*day 30 #/),
    ),
    q(
      'paid-to-date',
      'How much have they paid to date, and how many of them?',
      ask('amplitude_revenue_ltv', asked),
      sentence(amount(revenue(theirs)), /paid/),
      sentence(count(people(theirs)), /payers/),
    ),
    q(
      'payers-in-a-week',
      'How many of them paid within their first seven days?',
      ask('amplitude_revenue_ltv', { ...asked, interval: 'monthly', metric: 'paying_users' }),
      sentence(count(payersBy), /Paying users by .*day 7 #/),
      cell(count(payersBy), 'day_7', row(month.from)),
    ),
    q(
      'revenue-of-a-cohort',
      'How much did the people of that month’s first day pay in 14 days?',
      [ask('amplitude_revenue_ltv', { ...asked, metric: 'total_revenue' }), read('cohorts', { cohort: month.from })],
      cell(
        amount(paidBy(within(members, month.from, month.from), payments, (first) => plus(first, 13))),
        'day_14',
        row(month.from),
      ),
    ),
  ];
}

function firstDay(members: readonly Deed[], userId: string): string {
  return members.find(({ user }) => user.userId === userId)?.day ?? '';
}
