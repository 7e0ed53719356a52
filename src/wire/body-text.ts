import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { HttpFault } from './http-fault.ts';

/**
 * A body as text, without the mark that UTF-8 may begin with; what is no UTF-8 is U+FFFD. Decoded as it comes: a large body
 * would otherwise be in memory three times at once. Throws HttpFault when it is larger than allowed.
 */
export async function bodyText(body: Readable, maximumBytes: number): Promise<string> {
  const decoder = new StringDecoder('utf8');
  let [text, bytes] = ['', 0];
  for await (const chunk of body) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > maximumBytes) {
      throw new HttpFault('too_large', `its answer is larger than ${Math.floor(maximumBytes / 1024 / 1024)} MiB`);
    }
    text += decoder.write(buffer);
  }
  return `${text}${decoder.end()}`.replace(/^\ufeff/, '');
}
