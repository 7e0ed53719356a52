import { shortText } from './bar-rows.ts';
import type { Stop } from './drawing.ts';
import { fitted, type Part, widthOf } from './frame.ts';

export interface Step {
  name: string;
  /** The users as printed. */
  text: string;
  users: number | null;
  /** The part of the step before, as printed. */
  kept: string | null;
  /** The part of the first step, as printed. */
  all: string | null;
  /** What the step took, as printed. */
  times: { words: string; text: string }[];
}

export interface Funnel {
  name: string;
  colour: number;
  steps: Step[];
}

interface Place {
  x: number;
  y: number;
  width: number;
  /** Whether it is headed with its name. */
  named: boolean;
}

const thick = 20;
const nameRoom = 20;
const lineHeight = 15;

/** How tall a funnel of that width is, without its name. */
export function funnelHeight({ steps }: Pick<Funnel, 'steps'>, width: number): number {
  const passages = steps.slice(1).map((step, index) => passageHeight(passageWords(steps[index], step), width));
  return steps.length * (nameRoom + thick) + passages.reduce((sum, height) => sum + height, 0) + 2;
}

/** A bar for each step under the one before; what was lost is pale. */
export function drawFunnel(plot: Part, { name, colour, steps }: Funnel, { x, y, width, named }: Place): Stop[] {
  const panel: Part = plot
    .append('g')
    .attr('transform', `translate(${x},${y})`)
    .attr('class', `colour-${colour % 8}`);
  if (named)
    panel
      .append('text')
      .attr('class', 'group')
      .attr('y', 12)
      .text(fitted(name, width, 13));
  const most = Math.max(1, ...steps.map(({ users }) => users ?? 0));
  let top = named ? 24 : 0;
  return steps.map((step, index): Stop => {
    const before = steps[index - 1];
    if (before !== undefined) top = drawPassage(panel, passageWords(before, step), top, width);
    const length = ((step.users ?? 0) / most) * width;
    drawStep(panel, step, { index, top, width, length, from: ((before?.users ?? 0) / most) * width });
    const area = { x, y: y + top + nameRoom, width: Math.max(2, length), height: thick };
    top += nameRoom + thick;
    return {
      x: x + length,
      y: area.y + thick / 2,
      area,
      title: titleOf(step, index, named ? name : ''),
      figures: figuresOf(step, colour),
    };
  });
}

function titleOf(step: Step, index: number, group: string): string {
  return `${group === '' ? '' : `${group}, `}step ${index + 1}: ${step.name}`;
}

function drawStep(
  panel: Part,
  step: Step,
  { index, top, width, length, from }: { index: number; top: number; width: number; length: number; from: number },
): void {
  const words = [step.text, ...(step.all === null ? [] : [step.all])].join(' · ');
  const told = panel
    .append('text')
    .attr('class', 'value')
    .attr('x', width)
    .attr('y', top + 14);
  told.attr('text-anchor', 'end').text(words);
  const room = width - widthOf(words, 12) - 14;
  const name = panel
    .append('text')
    .attr('class', 'name')
    .attr('y', top + 14);
  name.text(fitted(`${index + 1}. ${step.name}`, room, 12));
  const bar = (kind: string, x: number, long: number) => {
    const shape = panel
      .append('rect')
      .attr('class', kind)
      .attr('x', x)
      .attr('y', top + nameRoom);
    shape.attr('width', long).attr('height', thick);
  };
  bar('track', 0, width);
  if (step.users !== null && from > length) bar('lost', length, from - length);
  if (step.users !== null) bar('bar', 0, step.users > 0 ? Math.max(1, length) : 0);
}

/** "312 lost, 68.2 % went on", and how long that took. */
function passageWords(before: Step | undefined, step: Step): string[] {
  const lost = before?.users == null || step.users === null ? null : before.users - step.users;
  const many = lost === null ? '' : lost < 0 ? `${counted(-lost)} more than before` : `${counted(lost)} lost`;
  const went = step.kept === null ? '' : `${step.kept} went on`;
  const times = step.times.map(({ words, text }) => `${words} ${shortText(text)}`).join(', ');
  return [[many, went].filter((words) => words !== '').join(', '), times].filter((words) => words !== '');
}

function counted(value: number): string {
  return value.toLocaleString('en-US');
}

function linesOf(words: readonly string[], width: number): string[] {
  const whole = words.join(' · ');
  return whole === '' ? [] : widthOf(whole) <= width - 18 ? [whole] : [...words];
}

function passageHeight(words: readonly string[], width: number): number {
  return linesOf(words, width).length * lineHeight + 14;
}

/** Draws what happened between two steps, and tells where the next one begins. */
function drawPassage(panel: Part, words: readonly string[], top: number, width: number): number {
  const lines = linesOf(words, width);
  const end = top + passageHeight(words, width);
  if (lines.length > 0)
    panel
      .append('path')
      .attr('class', 'arrow')
      .attr('d', `M5,${top + 6}V${end - 6}m-3.5,-4l3.5,4l3.5,-4`);
  for (const [index, line] of lines.entries()) {
    const text = panel.append('text').attr('class', 'passage').attr('x', 18);
    text.attr('y', top + 17 + index * lineHeight).text(fitted(line, width - 18));
  }
  return end;
}

function figuresOf(step: Step, colour: number): Stop['figures'] {
  return [
    { name: 'users', text: step.text, colour },
    ...(step.kept === null ? [] : [{ name: 'of the step before', text: step.kept }]),
    ...(step.all === null ? [] : [{ name: 'of the first', text: step.all }]),
    ...step.times.map(({ words, text }) => ({ name: words, text })),
  ];
}
