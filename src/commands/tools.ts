import { log } from '../log.ts';
import type { Offer, OfferedTool } from '../offer.ts';
import { nearest } from '../report/nearest.ts';
import { print, tint } from '../terminal.ts';
import { inputsOf } from './inputs.ts';

/** `tools`: what there is and what it answers; `tools TOOL`: its inputs; with `json`, as clients are told. */
export function toolsCommand([name, ...extra]: string[], { json }: { json: boolean }, { tools }: Offer): number {
  if (extra.length > 0) return fail('tools takes the name of one tool at most.');
  const listed = name === undefined ? tools : tools.filter((tool) => tool.name === name);
  if (name !== undefined && listed.length === 0) return fail(noSuchTool(name, tools));
  if (json) {
    print(
      `${JSON.stringify(
        listed.map(({ vendors: _, ...tool }) => tool),
        null,
        2,
      )}\n`,
    );
    return 0;
  }
  print(listed.map(name === undefined ? inShort : inFull).join('\n'));
  return 0;
}

/** Says so, and which names are near. */
export function noSuchTool(name: string, tools: readonly { name: string }[]): string {
  const [near] = nearest(
    name,
    tools.map((tool) => tool.name),
    1,
  );
  const hint = near === undefined ? '' : `; is it ${near}?`;
  return `there is no tool ${JSON.stringify(name.slice(0, 60))}${hint || ' here.'} metrics-mcp tools lists what there is.`;
}

function inShort(tool: OfferedTool): string {
  const names = inputsOf(tool).map((input) => input.name);
  return `${tint('bold', tool.name)}\n  ${tool.description}\n  inputs: ${names.join(', ') || 'none'}\n`;
}

function inFull(tool: OfferedTool): string {
  const inputs = inputsOf(tool).map(({ name, type, required, values, description }) => {
    const kind = [values.length > 0 ? values.join(' | ') : type, ...(required ? ['required'] : [])].join(', ');
    return `  ${tint('bold', name)} (${kind})${description === '' ? '' : `\n      ${description}`}\n`;
  });
  return `${tint('bold', tool.name)}\n  ${tool.description}\n\n${inputs.join('')}`;
}

function fail(text: string): number {
  log(text);
  return 2;
}
