import domino from '@mixmark-io/domino';
import { expect, it } from 'vitest';
import { xmlOf } from '../../../view/file/xml.ts';

const document = domino.createDocument();
const svg = 'http://www.w3.org/2000/svg';

function text(words: string): Element {
  const made = document.createElementNS(svg, 'text');
  made.textContent = words;
  return made;
}

it('writes what XML knows: no entity of HTML, no bare sign in an attribute', () => {
  const root = document.createElementNS(svg, 'svg');
  root.setAttribute('viewBox', '0 0 1 1');
  root.setAttribute('aria-label', '<b> & "c"\n\u00a0');
  root.appendChild(text('a\u00a0<b> & ]]>'));
  root.appendChild(document.createElementNS(svg, 'path'));
  expect(xmlOf(root)).toBe(
    '<svg viewBox="0 0 1 1" aria-label="&lt;b&gt; &amp; &quot;c&quot;&#10;\u00a0"><text>a\u00a0&lt;b&gt; &amp; ]]&gt;</text><path/></svg>',
  );
});

it.each([
  ['control\u0000\u0008\u001f', 'control'],
  ['half \ud83d of a letter', 'half  of a letter'],
  ['whole \ud83d\ude00', 'whole \ud83d\ude00'],
  ['\ufffe\uffff', ''],
])('leaves out letters that XML forbids: %j', (words, left) => {
  expect(xmlOf(text(words))).toBe(left === '' ? '<text/>' : `<text>${left}</text>`);
});
