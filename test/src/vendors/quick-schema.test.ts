import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { quickSchema } from '../../../src/vendors/quick-schema.ts';
import { missingKey } from '../../../src/wire/shape.ts';

const usual = z.array(z.looseObject({ count: z.number(), of: z.union([z.string(), z.number().transform(String)]) }));

function areUsual(sent: unknown) {
  const { success, data } = z.array(z.looseObject({ count: z.number(), of: z.string() })).safeParse(sent);
  return success ? data : undefined;
}

const plain = z.looseObject({ cells: usual });
const quick = z.looseObject({ cells: quickSchema(areUsual, usual) });

describe('a schema that looks quickly first', () => {
  it('gives what is known at once as it was given', () => {
    const known = [{ count: 1, of: '2' }];
    expect(z.array(quickSchema(() => known, usual)).parse([known])[0]).toBe(known);
  });

  it.each([{ cells: [{ count: 1, of: 2 }] }, { cells: [{ count: 1, of: 'all', more: true }] }, { cells: [] }])(
    'leaves everything else to the schema: %j',
    (sent) => {
      expect(quick.parse(sent)).toEqual(plain.parse(sent));
    },
  );

  it.each([
    {},
    { cells: null },
    { cells: 3 },
    { cells: [3] },
    { cells: [{ of: 'all' }] },
    { cells: [{ count: 1, of: null }] },
    { cells: [{ count: '1', of: 'all' }, {}] },
  ])('names the same key of what is none: %j', (sent) => {
    const [one, other] = [quick.safeParse(sent), plain.safeParse(sent)];
    expect(one.success).toBe(false);
    expect(missingKey(one.error?.issues ?? [], sent)).toBe(missingKey(other.error?.issues ?? [], sent));
  });
});
