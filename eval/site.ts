import { call } from '../src/call.ts';
import { systemClock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { startDemo } from '../src/demo/server.ts';
import type { Engine } from '../src/engine.ts';
import { createLimiter } from '../src/quota/limiter.ts';
import { createResults } from '../src/results.ts';
import { createHttp, type Http } from '../src/wire/http.ts';
import { catalogue } from '../tools/index.ts';
import { sourceOf } from './page.ts';
import type { Question } from './question.ts';

/** The product in front of the simulated vendors, which answer over HTTP. */
export interface Site {
  /** When the simulated company stopped, in milliseconds: what happened later is in no answer. */
  now: number;
  /** Makes the question's calls one after the other, and nothing is known from questions before it. */
  put(question: Question, datesOf: DatesOf): Promise<Replies>;
  close(): Promise<void>;
}

/** The dates that the answer to these arguments has to name; null where there are none. */
export type DatesOf = (tool: string, args: Record<string, unknown>) => string | null;

export interface Replies {
  /** What the tools were asked and said, for each call that was made. */
  asked: string[];
  texts: string[];
  /** What the vendors sent meanwhile, as they sent it. */
  bodies: string[];
  /** Why a call was not made, or failed, or is of other dates. */
  faults: string[];
}

/** The clocks of the vendors and of the product both begin at `now`, and go on. */
export async function openSite(now: number, zone: string): Promise<Site> {
  const demo = await startDemo({ now, zone });
  const ahead = now - Date.now();
  const clock = { ...systemClock, now: () => Date.now() + ahead };
  const http = createHttp();
  const limiter = createLimiter({ clock });
  const config = readConfig(demo.environment, [...new Set(catalogue.tools.map(({ vendor }) => vendor))]);
  return {
    now: demo.company.now,
    put(question, datesOf) {
      const bodies: string[] = [];
      const results = createResults(clock.now);
      const engine = { catalogue, clock, config, limiter, results, http: recording(http, bodies) };
      return put(question, engine, bodies, datesOf);
    },
    async close() {
      await http.close();
      await limiter.close();
      await demo.close();
    },
  };
}

async function put({ calls }: Question, engine: Engine, bodies: string[], datesOf: DatesOf): Promise<Replies> {
  const [asked, texts, faults]: [string[], string[], string[]] = [[], [], []];
  for (const { tool, args } of calls) {
    try {
      const given = args(texts);
      asked.push(`${tool} ${JSON.stringify(given)}`);
      const { text, failed } = await call(tool, given, engine, { signal: new AbortController().signal });
      texts.push(text);
      faults.push(...(failed ? [`${tool} failed`] : otherDates(text, datesOf(tool, given))));
    } catch (fault) {
      faults.push(`${tool} was not asked: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }
  return { asked, texts, bodies, faults };
}

function otherDates(text: string, dates: string | null): string[] {
  const source = sourceOf(text);
  return dates === null || source.includes(dates) ? [] : [`the answer is of other dates than ${dates}: ${source}`];
}

function recording(http: Http, bodies: string[]): Http {
  return {
    async get(...asked) {
      const answer = await http.get(...asked);
      if (answer.status === 200) bodies.push(answer.text);
      return answer;
    },
    close: async () => {},
  };
}
