import type { Question } from '../question.ts';
import type { World } from '../truth/world.ts';
import { changes } from './change.ts';
import { comparisons } from './compare.ts';
import { drillDown } from './drill-down.ts';
import { funnels } from './funnels.ts';
import { lookupEvents } from './lookup-events.ts';
import { lookupUsers } from './lookup-users.ts';
import { rankings } from './ranking.ts';
import { retention } from './retention.ts';
import { subscriptions } from './revenue.ts';

/** Every question with what is true of the world. */
export function questionsAbout(world: World): Question[] {
  return [
    ...[lookupUsers, lookupEvents, changes, comparisons, rankings],
    ...[funnels, retention, subscriptions, drillDown],
  ].flatMap((ask) => ask(world));
}
