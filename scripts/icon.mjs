// Draws icon.png, 512 by 512: bars, and the line over their tops. Nothing but arithmetic and zlib, so that anybody can
// draw it again.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

const size = 512;
// Each pixel is the mean of so many by so many points, which smooths the edges.
const fine = 4;

const tops = [338, 282, 306, 206, 148];
const bars = tops.map((top, index) => ({ left: 92 + index * 70, top: top + 34, width: 48, bottom: 420 }));
const points = tops.map((top, index) => [116 + index * 70, top - 12]);

/** From the back to the front: whether a point is inside, and its colour there. */
const shapes = [
  {
    inside: rounded(0, 0, size, size, 112),
    colour: (x, y) => mixed([49, 46, 129], [15, 23, 72], (x + 2 * y) / (3 * size)),
  },
  ...bars.map(({ left, top, width, bottom }) => ({
    inside: rounded(left, top, width, bottom - top, 12),
    colour: (_, y) => mixed([129, 140, 248], [79, 70, 229], (y - 160) / 260),
  })),
  ...points.slice(1).map((point, index) => ({ inside: stroke(points[index], point, 11), colour: mint })),
  ...points.map((point) => ({ inside: stroke(point, point, 21), colour: mint })),
  ...points.map((point) => ({ inside: stroke(point, point, 10), colour: () => [30, 32, 100] })),
];

writeFileSync('icon.png', png(size, pixels()));

function pixels() {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) rows.set(pixel(x, y), y * (1 + size * 4) + 1 + x * 4);
  return rows;
}

function pixel(x, y) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let index = 0; index < fine * fine; index++) {
    const at = [x + ((index % fine) + 0.5) / fine, y + (Math.floor(index / fine) + 0.5) / fine];
    const shape = shapes.findLast(({ inside }) => inside(...at));
    if (shape === undefined) continue;
    covered += 1;
    for (const [channel, value] of shape.colour(...at).entries()) sum[channel] += value;
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [...sum.map((value) => Math.round(value / covered)), Math.round((covered / fine ** 2) * 255)];
}

function rounded(left, top, width, height, radius) {
  return (x, y) => {
    const across = Math.max(left + radius - x, x - (left + width - radius), 0);
    const down = Math.max(top + radius - y, y - (top + height - radius), 0);
    return across ** 2 + down ** 2 <= radius ** 2;
  };
}

function stroke([fromX, fromY], [toX, toY], radius) {
  const [spanX, spanY] = [toX - fromX, toY - fromY];
  return (x, y) => {
    const along = ((x - fromX) * spanX + (y - fromY) * spanY) / (spanX ** 2 + spanY ** 2 || 1);
    const share = Math.min(1, Math.max(0, along));
    return (x - fromX - share * spanX) ** 2 + (y - fromY - share * spanY) ** 2 <= radius ** 2;
  };
}

function mint() {
  return [94, 234, 190];
}

function mixed(from, to, share) {
  const part = Math.min(1, Math.max(0, share));
  return from.map((value, channel) => value + (to[channel] - value) * part);
}

/** Eight bits a channel with alpha; every row of `raw` begins with its filter, none. */
function png(side, raw) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
