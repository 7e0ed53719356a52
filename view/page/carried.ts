import * as z from 'zod';
import { type Embedded, embeddedId } from '../file/embedded.ts';

const shape = z.object({
  tool: z.string(),
  text: z.string(),
  pages: z.record(z.string(), z.string()),
  first: z.number(),
});

/** The answer that the page carries; null where it carries none and waits for a host. */
export function carriedIn(document: Document): Embedded | null {
  const text = document.getElementById(embeddedId)?.textContent;
  return text == null ? null : shape.parse(JSON.parse(text));
}
