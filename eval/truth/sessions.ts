import type { DemoUser } from '../../src/demo/company/types.ts';
import type { Deed } from './deeds.ts';

export interface Session {
  user: DemoUser;
  /** The one on which it began. */
  day: string;
  /** From its first deed to its last. */
  seconds: number;
}

export function sessionsOf(deeds: readonly Deed[]): Session[] {
  const sessions = new Map<string, Session>();
  for (const { user, session, day, time } of deeds) {
    if (session === -1) continue;
    const key = `${user.userId} ${session}`;
    const known = sessions.get(key);
    const seconds = (time - session) / 1000;
    if (known === undefined) sessions.set(key, { user, day, seconds });
    else known.seconds = seconds;
  }
  return [...sessions.values()];
}

export function meanSeconds(sessions: readonly Session[]): number {
  return sessions.reduce((sum, { seconds }) => sum + seconds, 0) / sessions.length;
}

export function sessionsPerUser(sessions: readonly Session[]): number {
  return sessions.length / new Set(sessions.map(({ user }) => user)).size;
}
