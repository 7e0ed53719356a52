import type { Call } from './endpoint.ts';

/** What stands beside `data` in most of the vendor's answers. */
export function enveloped(
  data: unknown,
  { cost, now }: Pick<Call, 'cost' | 'now'>,
  groupsCut = false,
): Record<string, unknown> {
  return {
    data,
    timeComputed: now,
    wasCached: false,
    cacheFreshness: 'FRESH',
    novaRuntime: 40 + cost,
    novaRequestDuration: 45 + cost,
    novaCost: cost,
    throttleTime: 0,
    minSampleRate: 1,
    transformationIds: [],
    backend: 'novaV2',
    realtimeDataMissing: false,
    timedOut: false,
    partialMergedAndNewUserInformation: false,
    prunedResult: false,
    hitChunkGroupByLimit: groupsCut,
    subcluster: 0,
    millisSinceComputed: 0,
    queryIds: [9007199254740993n],
  };
}

/** JSON in which whole numbers keep all their digits, as they do in the vendor's. */
export function exactJson(body: unknown): string {
  const marked = JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? `${mark}${value}` : value));
  return marked.replaceAll(new RegExp(`"${mark}(\\d+)"`, 'g'), '$1');
}

const mark = '\uE000integer:';
