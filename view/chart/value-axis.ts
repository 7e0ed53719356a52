import { axisLeft } from 'd3-axis';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { Unit } from '../answer/figure.ts';
import { niceTicks, tickWords, unitWords } from './axis-words.ts';
import { type Part, widthOf } from './frame.ts';

export interface ValueAxis {
  at(value: number): number;
  /** Where the axis begins. */
  base: number;
  /** The same in words where that is not at 0, which is marked; null elsewhere. */
  brokenAt: string | null;
  /** How much room its words take on the left. */
  room: number;
  draw(plot: Part, width: number): void;
}

/**
 * An upright axis of that height for these values. It begins at 0, unless `broken` allows otherwise and all of the values lie
 * in its upper quarter, where a line from 0 would look flat.
 */
export function valueAxis(values: readonly number[], unit: Unit, height: number, broken = false): ValueAxis {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const least = Math.min(...values);
  const isBroken = broken && least > 0.75 * high && high > least;
  const wanted = isBroken ? [Math.max(0, least - (high - least) * 0.25), high] : [low, high === low ? low + 1 : high];
  const ticks = niceTicks(
    wanted,
    unit,
    Math.max(2, Math.min(6, Math.floor(height / 34))),
    values.every(Number.isInteger),
  );
  const scale = scaleLinear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [height, 0]);
  const words = tickWords(unit, ticks);
  const widest = Math.max(...[unitWords(unit), ...ticks.map(words)].map((one) => widthOf(one)));
  const base = ticks[0] ?? 0;
  return {
    ...{ at: (value) => scale(value), base, room: Math.ceil(widest) + 12 },
    brokenAt: base > 0 ? `${words(base)}${unitWords(unit) === '' ? '' : ` ${unitWords(unit)}`}` : null,
    draw: (plot, width) => draw(plot, scale, { ticks, words, width, height, unit, isBroken: base > 0 }),
  };
}

interface Look {
  ticks: readonly number[];
  words: (value: number) => string;
  width: number;
  height: number;
  unit: Unit;
  isBroken: boolean;
}

function draw(plot: Part, scale: ScaleLinear<number, number>, look: Look): void {
  const axis = axisLeft<number>(scale)
    .tickValues([...look.ticks])
    .tickFormat(look.words)
    .tickSize(-look.width)
    .tickPadding(8)
    .offset(0);
  const drawn = plot.append('g').attr('class', 'axis').call(axis);
  drawn.select('.domain').remove();
  drawn.attr('font-size', null).attr('font-family', null);
  drawn
    .selectAll<SVGGElement, number>('.tick')
    .filter((value) => value === 0)
    .attr('class', 'tick zero');
  if (unitWords(look.unit) !== '') {
    const text = plot.append('text').attr('class', 'unit').attr('x', 0).attr('y', -10);
    text.attr('text-anchor', 'end').attr('dx', -8).text(unitWords(look.unit));
  }
  // The field's sign of an axis that does not begin at 0.
  if (look.isBroken)
    plot
      .append('path')
      .attr('class', 'break')
      .attr('d', `M-4,${look.height + 3}l8,-3l-8,-3l8,-3`);
}
