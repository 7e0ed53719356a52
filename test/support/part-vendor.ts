import { call } from '../../src/call.ts';
import type { CallOptions, Engine } from '../../src/engine.ts';
import { daysIn } from '../../src/report/calendar.ts';
import { catalogue } from '../../tools/index.ts';
import { dates } from './amplitude-series.ts';
import { engineOf } from './engine.ts';
import { reply, type VendorServer, vendorServer } from './vendor-server.ts';

export const keys = { AMPLITUDE_API_KEY: 'api-key-7f3a', AMPLITUDE_SECRET_KEY: 'secret-key-91bc' };

/** 360 days × 5: cost 1,800, eight parts of 45 days. */
export const grouped = { group_by: 'country', start: '-360d', end: 'yesterday' };

export interface Asked {
  /** Which of the eight parts it is. */
  part: number;
  days: string[];
  limit: string | null;
}

/** A vendor that answers whatever is asked with what `body` makes of the days, and an engine that asks it. */
export interface Scene {
  engine: Engine;
  server: VendorServer;
  /** The most that was under way at once. */
  most: { cost: number; calls: number };
  ask(args: object, name?: string, options?: Partial<CallOptions>): ReturnType<typeof call>;
  close(): Promise<void>;
}

type Refusal = { status: number; details: string };

export async function openScene(
  body: (asked: Asked) => object | Refusal,
  settings: Record<string, string> = {},
): Promise<Scene> {
  const most = { cost: 0, calls: 0 };
  const open: number[] = [];
  const server = await vendorServer((request, response) => {
    const asked = askedIn(request.url ?? '');
    open.push(asked.days.length * 5);
    most.cost = Math.max(most.cost, sum(open));
    most.calls = Math.max(most.calls, open.length);
    setTimeout(() => {
      open.splice(open.indexOf(asked.days.length * 5), 1);
      const answer = body(asked);
      if (!isRefusal(answer)) return reply(response, answer);
      return reply(response, { error: { metadata: { details: answer.details } } }, answer.status);
    }, 30);
  });
  const engine = engineOf(catalogue, { ...keys, AMPLITUDE_BASE_URL: server.origin, ...settings });
  return {
    ...{ engine, server, most },
    ask: (args, name = 'amplitude_active_users', options = {}) =>
      call(name, args, engine, { signal: new AbortController().signal, ...options }),
    close: async () => {
      await engine.http.close();
      await server.close();
    },
  };
}

/** Norway does one deed a day; what else is said of the part stands in `rest`. */
export function norway({ days }: Pick<Asked, 'days'>, rest: object = {}): object {
  return { data: { series: [days.map(() => 1)], seriesMeta: ['Norway'], xValues: days }, ...rest };
}

function askedIn(url: string): Asked {
  const { searchParams } = new URL(url, 'http://localhost');
  const date = (name: string) => (searchParams.get(name) ?? '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const [start, end] = [date('start'), date('end')];
  const first = Date.now() - 360 * 86_400_000;
  const part = Math.round((Date.parse(start) - first) / 86_400_000 / 45) + 1;
  return { part, days: dates(start, daysIn({ start, end })), limit: searchParams.get('limit') };
}

function isRefusal(answer: object | Refusal): answer is Refusal {
  return 'status' in answer;
}

function sum(costs: readonly number[]): number {
  return costs.reduce((total, cost) => total + cost, 0);
}
