/** Every colour of the page and of the drawings, in both themes. test/view/palette.test.ts measures them. */
export const palette = {
  ink: { light: '#1c1c1e', dark: '#ececec' },
  faint: { light: '#5c5c63', dark: '#a9a9b2' },
  rule: { light: '#d9d9de', dark: '#44444b' },
  ground: { light: '#ffffff', dark: '#1e1e21' },
  raised: { light: '#f4f4f6', dark: '#2b2b30' },
  'colour-0': { light: '#3756d7', dark: '#429eff' },
  'colour-1': { light: '#9b4e00', dark: '#fe9a03' },
  'colour-2': { light: '#003809', dark: '#087e22' },
  'colour-3': { light: '#e24d8f', dark: '#d8468c' },
  'colour-4': { light: '#aa8d09', dark: '#f5ec5b' },
  'colour-5': { light: '#50016d', dark: '#8d48d7' },
  'colour-6': { light: '#4d4d5f', dark: '#bbafbb' },
  'colour-7': { light: '#0398d2', dark: '#a1f5ff' },
  'heat-0': { light: '#e4eef8', dark: '#2a3947' },
  'heat-1': { light: '#c9def1', dark: '#28486a' },
  'heat-2': { light: '#a6c9e7', dark: '#2a5a8a' },
  'heat-3': { light: '#86b6dc', dark: '#3c71a8' },
  'heat-4': { light: '#3674ac', dark: '#6d9fd0' },
  'heat-5': { light: '#1f5f9e', dark: '#9cc3e8' },
  'heat-6': { light: '#0a3d74', dark: '#d5e8fb' },
  'on-heat-0': { light: '#1c1c1e', dark: '#ececec' },
  'on-heat-1': { light: '#1c1c1e', dark: '#ececec' },
  'on-heat-2': { light: '#1c1c1e', dark: '#ececec' },
  'on-heat-3': { light: '#1c1c1e', dark: '#ffffff' },
  'on-heat-4': { light: '#ffffff', dark: '#10151b' },
  'on-heat-5': { light: '#ffffff', dark: '#10151b' },
  'on-heat-6': { light: '#ffffff', dark: '#10151b' },
} as const;

export type Paint = keyof typeof palette;

/** One for each series; the next one has the first again. */
export const seriesPaints = [
  ...(['colour-0', 'colour-1', 'colour-2', 'colour-3'] as const),
  ...(['colour-4', 'colour-5', 'colour-6', 'colour-7'] as const),
] as const;

/** From nothing to the most: a cell, and the figure in it. */
export const heatPaints = [
  ['heat-0', 'on-heat-0'],
  ['heat-1', 'on-heat-1'],
  ['heat-2', 'on-heat-2'],
  ['heat-3', 'on-heat-3'],
  ['heat-4', 'on-heat-4'],
  ['heat-5', 'on-heat-5'],
  ['heat-6', 'on-heat-6'],
] as const;

/** What rises, what falls, and their sum. */
export const colourOf = { up: 0, down: 1, total: 6 } as const;
