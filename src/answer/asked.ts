import type { Engine } from '../engine.ts';
import { plain } from '../report/label.ts';
import { createMasks } from '../report/mask.ts';
import type { Call } from '../tool.ts';

/** What an empty answer was asked, as the engine understood it: resolved dates, codes for labels, defaults filled in. */
export function askedSentences({ input }: Pick<Call, 'input'>, { config }: Pick<Engine, 'config'>): string[] {
  const json = JSON.stringify(input, (_, value: unknown) => (isNothing(value) ? undefined : value));
  const text = plain(createMasks(config.showPersonalData).emails(json));
  if (text === '{}') return [];
  return [`Asked: ${text.length <= most ? text : `${text.slice(0, most)}…`}`];
}

const most = 500;

function isNothing(value: unknown): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0);
}
