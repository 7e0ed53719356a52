import { z } from 'zod';
import { amplitudeDialect } from '../../../src/demo/amplitude/dialect.ts';
import type { Company } from '../../../src/demo/company/types.ts';

export const credentials = { apiKey: 'key', secretKey: 'secret' };
export const authorization = `Basic ${Buffer.from('key:secret').toString('base64')}`;

export type Parameters = Record<string, string | number | string[]>;

export type Ask = ReturnType<typeof asker>;

/** Asks the simulated API directly; its clock jumps on between requests, so that the hourly limits never bind. */
export function asker(company: Company) {
  let time = 0;
  const clock = () => {
    time += 1_800_000;
    return time;
  };
  const dialect = amplitudeDialect(company, { credentials, clock, latency: 0 });
  const raw = async (path: string, parameters: Parameters = {}) => {
    const request = { path, query: queryOf(parameters), authorization, signal: new AbortController().signal };
    const answer = await dialect(request);
    return { status: answer?.status ?? 0, text: typeof answer?.body === 'string' ? answer.body : '' };
  };
  const parsed = async <T>(schema: z.ZodType<T>, path: string, parameters: Parameters = {}): Promise<T> => {
    const { status, text } = await raw(path, parameters);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return schema.parse(JSON.parse(text));
  };
  return {
    raw,
    parsed,
    details: async (path: string, parameters: Parameters = {}) => refusal(await raw(path, parameters)),
    segmentation: (parameters: Parameters) => parsed(segmentation, '/api/2/events/segmentation', parameters),
    users: (parameters: Parameters) => parsed(users, '/api/2/users', parameters),
    funnel: (parameters: Parameters) => parsed(funnel, '/api/2/funnels', parameters),
    retention: (parameters: Parameters) => parsed(retention, '/api/2/retention', parameters),
    ltv: (parameters: Parameters) => parsed(ltv, '/api/2/revenue/ltv', parameters),
    series: (path: string, parameters: Parameters) => parsed(plainSeries, path, parameters),
  };
}

export function event(event_type: string, more: object = {}): string {
  return JSON.stringify({ event_type, ...more });
}

export function queryOf(parameters: Parameters): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of Array.isArray(values) ? values : [values]) query.append(name, String(value));
  }
  return query;
}

function refusal({ status, text }: { status: number; text: string }): string {
  const { error } = refusalShape.parse(JSON.parse(text));
  return `${status} ${error.metadata.details}`;
}

const refusalShape = z.object({
  error: z.object({
    http_code: z.number(),
    type: z.string(),
    message: z.string(),
    metadata: z.object({ details: z.string() }),
  }),
});

const figure = z.number().nullable();
const point = z.union([figure, z.object({ setId: z.string(), value: figure }).transform(({ value }) => value)]);
const collapsed = z.tuple([point]).transform(([value]) => value);

const segmentation = z
  .object({
    data: z.object({
      series: z.array(z.array(point)),
      seriesLabels: z.array(z.union([z.number(), z.tuple([z.number(), z.string()])])),
      seriesCollapsed: z.array(collapsed),
      seriesMeta: z.array(z.object({ segmentIndex: z.number(), eventIndex: z.number() })),
      xValues: z.array(z.string()),
    }),
    novaCost: z.number(),
    hitChunkGroupByLimit: z.boolean(),
  })
  .transform(({ data, ...envelope }) => ({ ...data, ...envelope }));

const users = z
  .object({
    data: z.object({
      series: z.array(z.array(figure)),
      seriesMeta: z.array(z.union([z.string(), z.object({ segmentIndex: z.number() })])),
      seriesCollapsed: z.array(collapsed),
      xValues: z.array(z.string()),
    }),
  })
  .transform(({ data }) => data);

const plainSeries = z
  .object({ data: z.object({ series: z.array(z.array(figure)), xValues: z.array(z.string()) }) })
  .transform(({ data }) => data);

const days = z.object({ series: z.array(z.array(z.number())), xValues: z.array(z.string()) });

const funnel = z
  .object({
    data: z.array(
      z.object({
        groupValue: z.string(),
        meta: z.object({ segmentIndex: z.number() }),
        events: z.array(z.string()),
        cumulativeRaw: z.array(z.number()),
        cumulative: z.array(z.number()),
        stepByStep: z.array(z.number()),
        medianTransTimes: z.array(z.number()),
        avgTransTimes: z.array(z.number()),
        dayFunnels: days.extend({ isComplete: z.array(z.boolean()), formattedXValues: z.array(z.string()) }),
        dayMedianTransTimes: days,
        stepTransTimeDistribution: z.object({ step_bins: z.array(z.unknown()) }),
      }),
    ),
  })
  .transform(({ data }) => data);

const cell = z.object({ count: z.number(), outof: z.number(), incomplete: z.boolean() });

const retention = z
  .object({
    data: z.object({
      series: z.array(
        z.object({ dates: z.array(z.string()), values: z.record(z.string(), z.array(cell)), combined: z.array(cell) }),
      ),
      seriesMeta: z.array(z.object({ segmentIndex: z.number(), eventIndex: z.number() })),
      seriesLabels: z.array(z.union([z.number(), z.string()])),
    }),
  })
  .transform(({ data }) => data);

const ltv = z
  .object({
    data: z.object({
      seriesLabels: z.array(z.string()),
      series: z.array(
        z.object({ dates: z.array(z.string()), values: z.record(z.string(), z.record(z.string(), figure)) }),
      ),
    }),
  })
  .transform(({ data }) => data);
