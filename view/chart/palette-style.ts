import { heatPaints, palette, seriesPaints } from './palette.ts';

/** The palette as a style sheet: a variable for each colour, which follow the theme, and the classes that carry one. */
export function paletteStyle(): string {
  const variables = Object.entries(palette).map(([name, { light, dark }]) => {
    const own = `light-dark(${light}, ${dark})`;
    const host = hosts.get(name);
    return `--${name}: ${host === undefined ? own : `var(${host}, ${own})`};`;
  });
  return [
    `:root { ${variables.join(' ')} }`,
    ...seriesPaints.map((name) => `.${name} { --own: var(--${name}); }`),
    ...heatPaints.flat().map((name) => `svg .${name} { fill: var(--${name}); }`),
  ].join('\n');
}

/** The host's colours for words and grounds come first, where it has any. */
const hosts = new Map([
  ['ink', '--color-text-primary'],
  ['faint', '--color-text-secondary'],
  ['rule', '--color-border-primary'],
  ['ground', '--color-background-primary'],
  ['raised', '--color-background-secondary'],
]);
