import { parseArgs } from 'node:util';
import { datesAsked } from './dates.ts';
import { judge, type Verdict } from './judge.ts';
import { questionsAbout } from './questions/index.ts';
import { openSite } from './site.ts';
import { report, summary } from './summary.ts';
import { worldAt } from './truth/world.ts';

interface Scene {
  now: string;
  zone: string;
}

/** All five minutes, days, weeks and months run, and the clocks changed within the log. In Tokyo it is another day than in UTC. */
const scenes: readonly Scene[] = [
  { now: '2026-09-17T11:41:00Z', zone: 'Europe/Berlin' },
  { now: '2026-10-31T23:41:00Z', zone: 'Asia/Tokyo' },
];

const { values } = parseArgs({
  options: {
    // Another scene instead of these.
    now: { type: 'string' },
    zone: { type: 'string', default: 'UTC' },
    // Only the questions of a group, or whose id has this in it.
    only: { type: 'string', default: '' },
    // Also tell of the right ones, and where their figures stand.
    show: { type: 'boolean', default: false },
  },
});

const wanted = values.now === undefined ? scenes : [{ now: values.now, zone: values.zone }];
const results = await Promise.all(wanted.map(async (scene) => ({ scene, verdicts: await play(scene) })));
for (const { scene, verdicts } of results) {
  for (const verdict of verdicts) if (values.show || verdict.faults.length > 0) console.log(`${report(verdict)}\n`);
  console.log(`${scene.now}, ${scene.zone}\n\n${summary(verdicts)}\n`);
}
const all = results.flatMap(({ verdicts }) => verdicts);
process.exitCode = all.length > 0 && all.every(({ faults }) => faults.length === 0) ? 0 : 1;

/** Puts every question to the product in front of a company that the truth is computed from as well. */
async function play({ now, zone }: Scene): Promise<Verdict[]> {
  const site = await openSite(Date.parse(now), zone);
  const world = worldAt(site.now, zone);
  const others = new Map(questionsAbout(worldAt(site.now, zone, 4711)).map((question) => [question.id, question]));
  const chosen = questionsAbout(world).filter(({ id, group }) => id.includes(values.only) || group === values.only);
  const verdicts = await inTurn(chosen, async (question) => {
    const replies = await site.put(question, (tool, args) => datesAsked(tool, args, world));
    return judge(question, replies, others.get(question.id));
  });
  await site.close();
  return verdicts;
}

/** A few at a time: the vendors take their time to answer. */
async function inTurn<From, To>(items: readonly From[], work: (item: From) => Promise<To>): Promise<To[]> {
  const done = new Map<number, To>();
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) done.set(next[0], await work(next[1]));
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return items.flatMap((_, index) => done.get(index) ?? []);
}
