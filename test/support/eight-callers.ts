import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import { z } from 'zod';
import { startDemo } from '../../src/demo/server.ts';
import { countingProxy } from './counting-proxy.ts';
import { bundled, type Running, run } from './processes.ts';

export interface EightCallers {
  /** How often the vendors answered with each status, since the last look. */
  statuses(): number[];
  /** A folder that goes with the callers. */
  folder: string;
  /** Eight processes make 300 calls together, some are killed meanwhile. What the others wrote to stderr. */
  play(mix: Mix): Promise<string[]>;
  close(): Promise<void>;
}

export interface Mix {
  settings: Record<string, string>;
  /** Processes that are killed; the others must get all their answers. */
  killed: number;
  /** Called once so many answers have come. */
  meanwhile?: { after: number; act: () => Promise<void> };
}

const answer = z.object({ name: z.string(), failed: z.boolean(), text: z.string().optional() });

/** Eight processes of the product against the simulated vendors, which keep to their quotas strictly. */
export async function eightCallers(): Promise<EightCallers> {
  const [demo, bundle] = await Promise.all([startDemo(), bundled('caller')]);
  const proxy = await countingProxy(demo.origin);
  const running: Running[] = [];

  async function play({ settings, killed, meanwhile }: Mix): Promise<string[]> {
    const here = Object.entries(demo.environment).map(([name, value]) => [
      name,
      value.replace(demo.origin, proxy.origin),
    ]);
    const environment = { ...Object.fromEntries(here), ...settings };
    const began = performance.now();
    const callers = Array.from({ length: 8 }, (_, index) => {
      return run(bundle.program, [String(index), index < 4 ? '38' : '37', '5'], environment);
    });
    running.push(...callers);
    for (const [index, { child, lines }] of callers.slice(0, killed).entries()) {
      void until(() => lines.length >= 4 + index * 6).then(() => child.kill('SIGKILL'));
    }
    const answered = () => callers.reduce((count, { lines }) => count + lines.length, 0);
    if (meanwhile) await until(() => answered() >= meanwhile.after).then(meanwhile.act);
    const codes = await Promise.all(callers.map(({ ended }) => ended));
    console.log(`${[...proxy.statuses]} answered in ${Math.round(performance.now() - began)} ms`);
    expect(codes).toEqual(callers.map((_, index) => (index < killed ? null : 0)));
    const answers = callers.slice(killed).map(({ lines }) => lines.map((line) => answer.parse(JSON.parse(line))));
    expect(answers.flat().filter(({ failed }) => failed)).toEqual([]);
    expect(answers.map((each) => each.length)).toEqual([38, 38, 38, 38, 37, 37, 37, 37].slice(killed));
    return callers.flatMap(({ errors }) => errors);
  }

  return {
    folder: bundle.folder,
    play,
    statuses() {
      const seen = [...proxy.statuses.keys()];
      proxy.statuses.clear();
      return seen;
    },
    async close() {
      for (const { child } of running) child.kill('SIGKILL');
      await proxy.close();
      await demo.close();
      rmSync(bundle.folder, { recursive: true, force: true });
    },
  };
}

async function until(ready: () => boolean): Promise<void> {
  for (let tries = 0; tries < 6_000 && !ready(); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
}
