import domino from '@mixmark-io/domino';
import { expect, it } from 'vitest';
import { htmlFile } from '../../../view/file/html-file.ts';
import { carriedIn } from '../../../view/page/carried.ts';

const page =
  '<!doctype html><html><head><title>Chart</title></head><body><main></main><script>run()</script></body></html>';
const hostile = '</script><script>hack()</script><!-- $& &amp; \u2028';

it('carries an answer that no word of it can break, and that the page reads back', () => {
  const answer = { tool: 'some_tool', text: hostile, pages: { points: hostile }, first: 2 };
  const html = htmlFile(page, answer, '</title><b>&');
  expect(html.match(/<script/g)).toHaveLength(2);
  const document = domino.createDocument(html);
  expect(carriedIn(document)).toEqual(answer);
  expect(document.title).toBe('</title><b>&');
  expect(document.querySelectorAll('b')).toHaveLength(0);
  expect(document.querySelector('meta')?.getAttribute('content')).toMatch(/^default-src 'none';/);
});

it('of a page that carries none nothing is read', () => {
  expect(carriedIn(domino.createDocument(page))).toBeNull();
});
