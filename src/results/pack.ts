import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { StoredResult } from '../results.ts';

/** A result as text, compressed; undefined where it is too large for others. */
export async function pack(result: StoredResult): Promise<string | undefined> {
  const packed = await promisify(gzip)(JSON.stringify(once(result)));
  return packed.length > mostPacked ? undefined : packed.toString('base64');
}

/** The result of such a text; undefined where it is none. */
export async function unpack(text: string): Promise<StoredResult | undefined> {
  try {
    const raw = await promisify(gunzip)(Buffer.from(text, 'base64'), { maxOutputLength: mostUnpacked });
    return stored.safeParse(JSON.parse(raw.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Without the bodies of the earlier range where they are those of the later one. */
function once(result: StoredResult) {
  const { base, bodies } = result;
  return base === undefined || base.bodies !== bodies ? result : { ...result, base: { ...base, bodies: undefined } };
}

const mostPacked = 8 * 1024 * 1024;

// More than this process would keep.
const mostUnpacked = 256 * 1024 * 1024;

const input = z.record(z.string(), z.unknown());

const fetched = {
  input,
  bodies: z.array(z.string()).min(1),
  parts: z.array(input).optional(),
  cut: z.string().optional(),
  fetchedAt: z.number(),
};

const stored: z.ZodType<StoredResult> = z
  .object({
    id: z.string(),
    tool: z.string(),
    ...fetched,
    base: z.object({ ...fetched, bodies: fetched.bodies.optional() }).optional(),
    zone: z.string(),
    owner: z.string(),
    cost: z.number(),
    personal: z.boolean(),
  })
  .transform(({ base, ...result }) =>
    base === undefined ? result : { ...result, base: { ...base, bodies: base.bodies ?? result.bodies } },
  );
