import { version } from '../../src/version.ts';
import { charts } from '../../tools/charts.ts';
import { type AnswerText, readAnswer } from '../answer/answer-text.ts';
import { paletteStyle } from '../chart/palette-style.ts';
import { card } from './card.ts';
import { head } from './card-words.ts';
import { carriedIn } from './carried.ts';
import { element } from './element.ts';
import type { AskPage } from './gather.ts';
import { connectHost, type OnCall } from './host.ts';
import { chartsOf } from './offered.ts';
import { hideTips } from './reading.ts';
import { chartsFor } from './tool-charts.ts';

const root = document.querySelector('main') ?? document.body;
let drawn: { redraw(): void } | undefined;
document.head.append(element('style', {}, paletteStyle()));

const carried = carriedIn(document);
// A page that was written to a file has its answer inside and no host around it.
if (carried === null) listen();
else show({ ...carried, failed: false }, async ({ table }) => carried.pages[table] ?? null, carried.first);

function listen(): void {
  const host = connectHost(version, {
    onAnswer: async (told) => show(told, (await host).ask),
    onCancel: () => say('The call was cancelled: there is nothing to draw.'),
  });
}

type Told = Parameters<OnCall['onAnswer']>[0];

/** Draws what an answer has to draw, the chart in the place `first` at first. */
function show({ text, failed, tool }: Told, ask: AskPage, first = 0): void {
  const answer = readAnswer(text);
  const offered = failed ? [] : chartsOf(answer, chartsFor(tool, answer, charts), ask);
  const inOrder = [...offered.slice(first, first + 1), ...offered.filter((_, place) => place !== first)];
  drawn = offered.length === 0 ? undefined : card(answer, inOrder, root);
  if (failed) say('The call failed, so there is nothing to draw.', answer);
  else if (drawn === undefined) say('This answer has nothing to draw.', answer);
}

/** The answer's own words, and a sentence where its chart would stand. */
function say(sentence: string, answer?: AnswerText): void {
  drawn = undefined;
  const words = answer === undefined ? [] : head(answer);
  root.replaceChildren(...words, element('p', { class: 'remark', role: 'status' }, sentence));
}

// Also what a pointer left while the focus was elsewhere can be dismissed.
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') hideTips(root);
});

let width = root.clientWidth;
new ResizeObserver(() => {
  if (root.clientWidth === width) return;
  width = root.clientWidth;
  drawn?.redraw();
}).observe(root);
