import { call } from '../../src/call.ts';
import { start } from '../../src/start.ts';
import { catalogue } from '../../tools/index.ts';

/**
 * A process of its own that makes its part of a mix of calls, so many at a time, and writes a line for each answer.
 * Its arguments: its number, how many calls, how many at a time.
 */
const [number = 0, calls = 0, atATime = 1] = process.argv.slice(2).map(Number);
const { engine, close } = await start(catalogue, process.env, false);
let next = 0;
await Promise.all(Array.from({ length: atATime }, work));
await close();

async function work(): Promise<void> {
  while (next < calls) {
    const index = next;
    next += 1;
    const [name, args] = question(number * 1_000 + index);
    const { failed, text } = await call(name, args, engine, { signal: new AbortController().signal });
    process.stdout.write(`${JSON.stringify({ name, failed, ...(failed && { text }) })}\n`);
  }
}

/** Cheap ones, dear ones, user calls, and another vendor; no two that could share an answer. */
function question(turn: number): [name: string, args: Record<string, unknown>] {
  const end = `-${1 + (turn % 97)}d`;
  const days = (most: number) => `-${1 + (turn % 97) + (turn % most)}d`;
  const kinds: [string, Record<string, unknown>][] = [
    ['amplitude_event_segmentation', { events: 'purchase', start: days(60), end }],
    ['amplitude_search_users', { query: `user-${turn}` }],
    ['amplitude_funnel', { events: ['view_item', 'add_to_cart', 'purchase'], start: days(80), end }],
    ['amplitude_active_users', { start: days(90), end, group_by: 'country' }],
    ['chartmogul_list_activities', { start: days(20), end }],
    ['amplitude_retention', { start_event: '_new', return_event: '_active', start: days(100), end }],
    ['amplitude_event_segmentation', { events: 'purchase', start: days(150), end, group_by: 'platform' }],
  ];
  return kinds[turn % kinds.length] ?? ['', {}];
}
