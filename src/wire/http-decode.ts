import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HttpFault } from './http-fault.ts';

/** The body without its content encoding, as a stream; ending it early ends the body and its connection too. */
export function decoded(body: Readable, encoding: string): Readable {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return body;
  const create = decoders.get(name);
  if (!create) {
    body.on('error', () => {}).destroy();
    throw new HttpFault('broken', 'its answer has a content encoding that was not asked for');
  }
  // Faults of either stream come out of the decoder, where they are read.
  return pipeline(body, create(), () => {});
}

const decoders = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);
