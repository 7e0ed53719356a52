import { describe, expect, it } from 'vitest';
import { colourOf, heatPaints, palette, seriesPaints } from '../../view/chart/palette.ts';
import { paletteStyle } from '../../view/chart/palette-style.ts';

type Triple = readonly [number, number, number];

const themes = ['light', 'dark'] as const;

describe.each(themes)('the palette in the %s theme', (theme) => {
  const ground = linear(palette.ground[theme]);

  it.each(seriesPaints)('has %s of at least 3:1 against the ground', (name) => {
    // "Graphical objects: a contrast ratio of at least 3:1 against adjacent color(s)" (WCAG 2.2, 1.4.11)
    expect(contrast(linear(palette[name][theme]), ground)).toBeGreaterThanOrEqual(3);
  });

  it.each(['ink', 'faint'] as const)('has words in %s of at least 4.5:1', (name) => {
    // "a contrast ratio of at least 4.5:1" (WCAG 2.2, 1.4.3)
    for (const below of ['ground', 'raised'] as const)
      expect(contrast(linear(palette[name][theme]), linear(palette[below][theme]))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(heatPaints)('has figures on %s of at least 4.5:1', (cell, words) => {
    expect(contrast(linear(palette[cell][theme]), linear(palette[words][theme]))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(sights()))('has series that differ in %s', (_, sight) => {
    const seen = seriesPaints.map((name) => ({ name, at: oklab(simulated(linear(palette[name][theme]), sight)) }));
    const pairs = seen.flatMap((one, index) => seen.slice(index + 1).map((other) => ({ one, other })));
    const close = pairs.filter(({ one, other }) => distance(one.at, other.at) < 0.1);
    expect(close.map(({ one, other }) => `${one.name} and ${other.name}`)).toEqual([]);
  });

  it('goes from the ground away with every step of heat, whatever the sight', () => {
    for (const sight of Object.values(sights())) {
      const lightness = heatPaints.map(([cell]) => oklab(simulated(linear(palette[cell][theme]), sight))[0]);
      const away = lightness.map((value) => Math.abs(value - oklab(simulated(ground, sight))[0]));
      for (const [index, value] of away.entries())
        expect(value - (away[index - 1] ?? 0), `step ${index}`).toBeGreaterThan(0.03);
    }
  });
});

describe('the style made of the palette', () => {
  it('has a variable with both colours for each, and a class for each series and each step of heat', () => {
    const style = paletteStyle();
    for (const [name, { light, dark }] of Object.entries(palette))
      expect(style).toMatch(new RegExp(`--${name}: (?:var\\(--color-[a-z-]+, )?light-dark\\(${light}, ${dark}\\)`));
    for (const name of seriesPaints) expect(style).toContain(`.${name} { --own: var(--${name}); }`);
    for (const name of heatPaints.flat()) expect(style).toContain(`.${name} { fill: var(--${name}); }`);
  });

  it('paints what rises and what falls in two colours of it', () => {
    const places = Object.values(colourOf);
    expect(new Set(places).size).toBe(3);
    for (const place of places) expect(seriesPaints[place]).toBeDefined();
  });
});

// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15(6),
// 2009), severity 1.0, for linear RGB.
function sights(): Record<string, readonly [Triple, Triple, Triple]> {
  return {
    'usual sight': [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    protanopia: [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    deuteranopia: [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
    tritanopia: [
      [1.255528, -0.076749, -0.178779],
      [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.3039],
    ],
  };
}

/** sRGB to linear light (IEC 61966-2-1). */
function linear(hex: string): Triple {
  const part = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(one: Triple, other: Triple): number {
  const luminance = ([red, green, blue]: Triple) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function simulated(colour: Triple, rows: readonly [Triple, Triple, Triple]): Triple {
  return product(rows, colour, (value) => Math.max(0, Math.min(1, value)));
}

/** Ottosson, "A perceptual color space for image processing" (2020). Two colours side by side are 0.02 apart when one begins to see it. */
function oklab(colour: Triple): Triple {
  const cones = product(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
    Math.cbrt,
  );
  return product(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
    (value) => value,
  );
}

function product(
  [a, b, c]: readonly [Triple, Triple, Triple],
  [x, y, z]: Triple,
  then: (value: number) => number,
): Triple {
  const row = ([p, q, r]: Triple) => then(p * x + q * y + r * z);
  return [row(a), row(b), row(c)];
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
