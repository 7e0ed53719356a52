import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../src/wire/body-text.ts';

// Beginnings, middles and ends of characters of all lengths, what is none, and the mark before all.
const byte = fc.constantFrom(
  ...[0x20, 0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xa0, 0xe1, 0xed, 0x9f, 0xef, 0xbb, 0xbd, 0xf0, 0x90],
  ...[0xf4, 0x8f, 0xf5, 0xff, 0xe2, 0x82, 0xac, 0x98],
);
const piece = fc.oneof(fc.array(byte, { maxLength: 4 }), fc.constantFrom([0xef, 0xbb, 0xbf], [0xf0, 0x9f, 0x98, 0x80]));

describe('the text of a body', () => {
  it('is that of all its bytes, wherever they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const chunks = pieces.filter(({ length }) => length > 0).map((bytes) => Buffer.from(bytes));
        const whole = new TextDecoder().decode(Buffer.concat(chunks));
        expect(await bodyText(Readable.from(chunks), 1_000)).toBe(whole);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused where it is larger than allowed', async () => {
    const chunks = [Buffer.alloc(600), Buffer.alloc(600)];
    await expect(bodyText(Readable.from(chunks), 1_000)).rejects.toThrow('larger than');
    expect(await bodyText(Readable.from(chunks), 1_200)).toHaveLength(1_200);
  });
});
