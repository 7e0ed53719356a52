import type { DemoUser } from './types.ts';

/** Days of history before the running day: six months. */
export const historyDays = 183;

/** App versions, by how many days before today they came out. The first is what everybody starts with. */
export const releases: readonly { version: string; daysAgo: number }[] = [
  { version: '3.8.0', daysAgo: historyDays + 1 },
  { version: '3.9.0', daysAgo: 148 },
  { version: '4.0.0', daysAgo: 104 },
  { version: '4.1.0', daysAgo: 61 },
  { version: '4.2.0', daysAgo: 21 },
];

/** A fortnight of videos by local creators brings many new users from one country. */
export const campaign = {
  country: 'Brazil',
  channel: 'creator_campaign',
  firstDaysAgo: 40,
  lastDaysAgo: 27,
  newUsersADay: 14,
};

/** The newest release breaks paying on one platform. */
export function paymentIsBroken(user: DemoUser, version: string): boolean {
  return user.platform === 'Android' && version === '4.2.0';
}

/** Sunday first: people furnish their homes at the weekend. */
export const weekdayFactor: readonly number[] = [1.28, 0.97, 0.86, 0.9, 0.93, 0.98, 1.18];

/** How the visits of a day spread over its 24 hours. */
export const hourWeights: readonly number[] = [
  1.2, 0.6, 0.4, 0.3, 0.3, 0.5, 1.2, 2.5, 3.6, 3.8, 3.7, 4, 5.2, 5, 4, 3.8, 4.2, 5, 6.2, 7.4, 8, 7.6, 5.4, 2.8,
];
