// Writes a screenshot anew with at most 256 colours, which is all that a chart needs: a third of the bytes.
import { deflateSync, inflateSync } from 'node:zlib';

/** The same picture as a PNG with a palette. Takes what Chromium writes: 8 bits a channel, not interlaced. */
export function smallPng(png) {
  const { width, height, channels, pixels } = decoded(png);
  const { palette, indexes } = paletteOf(pixels, channels);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) indexes.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const parts = [
    ['IHDR', header],
    ['PLTE', palette],
    ['IDAT', deflateSync(rows, { level: 9, memLevel: 9 })],
    ['IEND', Buffer.alloc(0)],
  ];
  return Buffer.concat([png.subarray(0, 8), ...parts.map(([type, data]) => chunk(type, data))]);
}

function decoded(png) {
  const data = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = 8; at < png.length; ) {
    const [length, type] = [png.readUInt32BE(at), png.toString('latin1', at + 4, at + 8)];
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      channels = { 2: 3, 6: 4 }[body[9]] ?? 0;
      if (body[8] !== 8 || channels === 0 || body[12] !== 0) throw new Error('a PNG of a kind that is not read here');
    }
    if (type === 'IDAT') data.push(body);
    at += length + 12;
  }
  return { width, height, channels, pixels: unfiltered(inflateSync(Buffer.concat(data)), width * channels, channels) };
}

/** PNG, 9.2: what a byte was predicted from is left, above, or both. */
function unfiltered(rows, stride, channels) {
  const pixels = Buffer.alloc((rows.length / (stride + 1)) * stride);
  for (let y = 0; y * (stride + 1) < rows.length; y++) {
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < channels ? 0 : pixels[at - channels];
      const above = y === 0 ? 0 : pixels[at - stride];
      const corner = y === 0 || x < channels ? 0 : pixels[at - stride - channels];
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      pixels[at] = rows[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return pixels;
}

function paeth(left, above, corner) {
  const [a, b, c] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** The colours, made coarser until 256 are enough; the most frequent of those that fall together stays as it is. */
function paletteOf(pixels, channels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += channels) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const frequent = [...counts].sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
  for (let step = 1; ; step += 1) {
    const found = new Map();
    const places = new Map(
      frequent.map((colour) => {
        const coarse = [16, 8, 0].map((shift) => Math.round(((colour >> shift) & 255) / step)).join();
        if (!found.has(coarse)) found.set(coarse, { place: found.size, colour });
        return [colour, found.get(coarse).place];
      }),
    );
    if (found.size > 256) continue;
    const palette = Buffer.from(
      [...found.values()].flatMap(({ colour }) => [colour >> 16, (colour >> 8) & 255, colour & 255]),
    );
    const indexes = Buffer.alloc(pixels.length / channels);
    for (let at = 0; at < indexes.length; at++) {
      const from = at * channels;
      indexes[at] = places.get((pixels[from] << 16) | (pixels[from + 1] << 8) | pixels[from + 2]);
    }
    return { palette, indexes };
  }
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

const table = Array.from({ length: 256 }, (_, index) => {
  let sum = index;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum >>> 0;
});

/** node:zlib has it from 22.2 on only. */
function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
