import { type Selection, select } from 'd3-selection';

/** A part of a drawing. */
export type Part = Selection<SVGGElement, unknown, null, undefined>;

export interface Frame {
  svg: SVGSVGElement;
  /** Everything is drawn here, from (0, 0) at the top left of the plot. */
  plot: Part;
  /** Of the plot. */
  width: number;
  height: number;
}

export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** An empty drawing of that size. The name is what a screen reader says of it. */
export function frameOf(
  document: Document,
  name: string,
  size: { width: number; height: number },
  margins: Margins,
): Frame {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const whole = select(svg)
    .attr('xmlns', 'http://www.w3.org/2000/svg')
    .attr('viewBox', `0 0 ${size.width} ${size.height}`)
    .attr('width', size.width)
    .attr('height', size.height)
    .attr('role', 'img')
    .attr('aria-label', name);
  const plot: Part = whole.append('g').attr('transform', `translate(${margins.left},${margins.top})`);
  return {
    ...{ svg, plot },
    width: Math.max(40, size.width - margins.left - margins.right),
    height: Math.max(40, size.height - margins.top - margins.bottom),
  };
}

/** About how wide words are, rather more than less, as there is nothing to measure them with before they are shown. */
export function widthOf(words: string, size = 11): number {
  return [...words].reduce((sum, letter) => sum + partOf(letter), 0) * size;
}

/** Of the size of the letters, in the wider ones of the usual fonts. */
function partOf(letter: string): number {
  return widths.find(([pattern]) => pattern.test(letter))?.[1] ?? 0.62;
}

const widths: [RegExp, number][] = [
  [/[ijl'|.,:;! ·]/, 0.33],
  [/[ftrI()[\]/-]/, 0.42],
  [/[mMW%@…]/, 0.96],
  [/[wOQGDNHU\u2212+=<>]/, 0.82],
  [/\p{Lu}/u, 0.7],
  // Chinese, Japanese, Korean letters and most pictures are as wide as they are high.
  [/[\u1100-\u11ff\u2e80-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u, 1.05],
];

/** The words, cut with an ellipsis where they are wider than that, and without the marks that pile up over other lines. */
export function fitted(text: string, width: number, size = 11): string {
  const words = text.replace(/(\p{M}{2})\p{M}+/gu, '$1');
  if (widthOf(words, size) <= width) return words;
  let [wide, kept] = [widthOf('…', size), ''];
  for (const letter of words) {
    wide += widthOf(letter, size);
    if (wide > width && kept !== '') break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
