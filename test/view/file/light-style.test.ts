import { readFileSync } from 'node:fs';
import domino from '@mixmark-io/domino';
import { describe, expect, it } from 'vitest';
import { paletteStyle } from '../../../view/chart/palette-style.ts';
import { lightStyle } from '../../../view/file/light-style.ts';

const document = domino.createDocument();

/** The mark in a drawing of a group of that class, under that sheet. */
function styled(sheet: string, group: string, mark: string): Element {
  const [svg, inside, path] = ['svg', 'g', 'path'].map((name) =>
    document.createElementNS('http://www.w3.org/2000/svg', name),
  );
  if (svg === undefined || inside === undefined || path === undefined) throw new Error('nothing was made');
  inside.setAttribute('class', group);
  path.setAttribute('class', mark);
  inside.appendChild(path);
  svg.appendChild(inside);
  lightStyle(sheet).apply(svg);
  return path;
}

describe('the light style', () => {
  const sheet = `
    :root { --ink: light-dark(#111, #eee); --ground: var(--host, light-dark(#fff, #000)); }
    .one { --own: var(--ink); }
    path { fill: red; stroke-width: 3 }
    .line { stroke: var(--own); fill: none; color: blue; cursor: pointer }
    .line.open { stroke-dasharray: 4 4; }
    .line:hover { fill: green; }
    @media (prefers-reduced-motion: reduce) { .line { fill: yellow; } }
    [data-theme="dark"] .line { fill: black; }`;

  it('resolves variables and takes the light one of two colours', () => {
    const { value } = lightStyle(sheet);
    expect([value('--ink'), value('--ground')]).toEqual(['#111', '#fff']);
  });

  it('writes as attributes what SVG has, the heavier rule last, and hands variables down', () => {
    const path = styled(sheet, 'one', 'line open');
    const attributes = Array.from(path.attributes, ({ name, value }) => [name, value]);
    expect(Object.fromEntries(attributes)).toEqual({
      ...{ class: 'line open', fill: 'none', stroke: '#111', 'stroke-width': '3', 'stroke-dasharray': '4 4' },
    });
  });

  it('knows every colour of the page’s own style', () => {
    const own = `${readFileSync('view/page/style.css', 'utf8')}\n${paletteStyle()}`;
    const { value } = lightStyle(own);
    for (const [name] of own.matchAll(/--[\w-]+(?=:)/g))
      if (name !== '--own') expect(value(name)).toMatch(/^#[0-9a-f]{6}$/);
    expect(styled(own, 'series colour-1', 'line').getAttribute('stroke')).toBe(value('--colour-1'));
    expect(styled(own, 'series colour-1', 'bar open').getAttribute('fill')).toBe(value('--ground'));
  });
});
