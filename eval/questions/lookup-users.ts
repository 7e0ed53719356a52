import { count, decimal, duration, percent } from '../figures.ts';
import type { Question } from '../question.ts';
import { ask, cell, group, on, over, questionsOf, row, says, sentence } from '../shorthand.ts';
import { mondayOf, monthBefore, plus } from '../truth/days.ts';
import { active, of, people, within } from '../truth/deeds.ts';
import { meanSeconds, sessionsPerUser } from '../truth/sessions.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('lookup');

/** How many people there were, and how long they stayed. */
export function lookupUsers(world: World): Question[] {
  const { deeds, arrivals, today, ago } = world;
  const [yesterday, week, month] = [ago(1), ago(7), ago(30)];
  const monday = plus(mondayOf(today), -7);
  const last = monthBefore(today, 1);
  const seen = active(deeds);
  const inMonth = within(seen, month, yesterday);
  const countries = [...new Set(inMonth.map(({ user }) => user.country))];
  const buyers = new Set(of(deeds, 'purchase').map(({ user }) => user));
  const iOS = [{ filters: [{ property: 'platform', operator: 'is', values: ['iOS'] }] }];
  const bought = [{ performed: [{ event_type: 'purchase', operator: '>=', count: 1, time_type: 'allTime' }] }];
  return [
    q(
      'dau',
      'How many people used the app yesterday?',
      ask('amplitude_active_users', { start: '-7d' }),
      says(count(people(within(seen, yesterday, yesterday))), /active users/, 'active_users', on(yesterday)),
    ),
    q(
      'users-of-30-days',
      'How many different people used the app in the last 30 days?',
      ask('amplitude_active_users', { start: '-30d' }),
      sentence(count(people(inMonth)), /active users/, over(month, yesterday)),
    ),
    q(
      'new-users',
      'How many new users did we get yesterday?',
      ask('amplitude_active_users', { metric: 'new', start: '-7d' }),
      says(count(within(arrivals, yesterday, yesterday).length), /new users/, 'new_users', on(yesterday)),
    ),
    q(
      'wau',
      'How many weekly active users did we have in the last whole week?',
      ask('amplitude_active_users', { interval: 'weekly', start: '-8w' }),
      says(count(people(within(seen, monday, plus(monday, 6)))), /active users/, 'active_users', on(monday)),
    ),
    q(
      'mau',
      'What was our MAU last month?',
      ask('amplitude_active_users', { interval: 'monthly', start: '-3m' }),
      says(count(people(within(seen, last.from, last.to))), /active users/, 'active_users', on(last.from)),
    ),
    q(
      'dau-ios',
      'How many iPhone and iPad users were active yesterday?',
      ask('amplitude_active_users', { start: '-7d', segments: iOS }),
      says(
        count(people(within(seen, yesterday, yesterday).filter(({ user }) => user.platform === 'iOS'))),
        /active users/,
        'active_users',
        on(yesterday),
      ),
    ),
    q(
      'users-who-ever-bought',
      'How many of those who were active in the last week have ever bought something?',
      ask('amplitude_event_segmentation', { events: '_active', start: '-7d', segments: bought }),
      sentence(
        count(people(within(seen, week, yesterday).filter(({ user }) => buyers.has(user)))),
        /users/,
        over(week, yesterday),
      ),
    ),
    q(
      'rolling-week',
      'How many different people were active in the seven days up to yesterday, as a rolling figure?',
      ask('amplitude_event_segmentation', { events: '_active', start: '-14d', rolling_window: 7 }),
      says(count(people(within(seen, week, yesterday))), /users/, 'users', on(yesterday)),
    ),
    q(
      'users-in-germany',
      'How many users do we have in Germany? Take the last 30 days.',
      ask('amplitude_user_composition', { property: 'country', start: '-30d' }),
      says(
        count(people(inMonth.filter(({ user }) => user.country === 'Germany'))),
        /users/,
        'users',
        group('Germany', countries),
      ),
    ),
    q(
      'users-of-a-version',
      'How many people used version 4.1.0 in the last three weeks?',
      ask('amplitude_user_composition', { property: 'version', start: '-21d' }),
      says(
        count(people(within(seen, ago(21), yesterday).filter(({ version }) => version === '4.1.0'))),
        /users/,
        'users',
        group('4.1.0', ['4.2.0', '4.0.0', '3.9.0', '3.8.0']),
      ),
    ),
    q(
      'saved-chart',
      'How many different users does our saved chart demo-dau show for its whole range?',
      ask('amplitude_query_chart', { chart: 'demo-dau' }),
      sentence(count(people(inMonth)), /whole range/),
    ),
    ...sessions(world),
  ];
}

function sessions({ sessions, ago }: World): Question[] {
  const [yesterday, week] = [ago(1), ago(7)];
  const onDay = sessions.filter(({ day }) => day === yesterday);
  const inWeek = sessions.filter(({ day }) => day >= week && day <= yesterday);
  const between = (low: number, high: number) =>
    inWeek.filter((one) => one.seconds >= low && one.seconds < high).length;
  const minutes = { bin_unit: 'minutes', bin_min: 0, bin_max: 10, bin_size: 1 };
  return [
    q(
      'average-session',
      'How long was the average session yesterday?',
      ask('amplitude_average_session_length', {}),
      cell(duration(meanSeconds(onDay)), 'session_length', row(yesterday)),
    ),
    q(
      'sessions-per-user',
      'How many sessions did a user have yesterday?',
      ask('amplitude_sessions_per_user', {}),
      says(decimal(sessionsPerUser(onDay)), /sessions per user/, 'sessions_per_user', on(yesterday)),
    ),
    q(
      'sessions-of-a-week',
      'How many sessions were there in the last seven days?',
      ask('amplitude_session_length', { start: '-7d' }),
      sentence(count(inWeek.length), /sessions/, over(week, yesterday)),
    ),
    q(
      'bounces',
      'What share of the last week’s sessions was over in less than 10 seconds?',
      ask('amplitude_session_length', { start: '-7d' }),
      sentence(percent(between(0, 10), inWeek.length), /Under 10 s: #/),
    ),
    q(
      'sessions-of-two-minutes',
      'How many sessions of the last week took two to three minutes?',
      ask('amplitude_session_length', { start: '-7d', ...minutes }),
      cell(count(between(120, 180)), 'sessions', row('120s-180s')),
    ),
  ];
}
