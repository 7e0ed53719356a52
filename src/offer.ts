import type { JsonSchema } from './input/json-schema.ts';

/** What clients are told before they ask anything. It follows from the catalogue alone and is plain data, so the build writes it down. */
export interface Offer {
  instructions: string;
  tools: readonly OfferedTool[];
  prompts: readonly OfferedPrompt[];
}

export interface OfferedTool {
  name: string;
  title: string;
  description: string;
  inputSchema: JsonSchema;
  /** The ids of the vendors that it asks; none for a tool that asks nobody. */
  vendors: readonly string[];
  /** Whether its answers can be looked at as charts. */
  drawn: boolean;
}

export interface OfferedPrompt {
  name: string;
  title: string;
  description: string;
  vendors: readonly string[];
  arguments: readonly { name: string; description: string; required: boolean; completed: boolean }[];
}

/** What is worth listing: what asks vendors that somebody has begun to set up; all of it when there are none. */
export function worthOffering({ instructions, tools, prompts }: Offer, begun: readonly string[]): Offer {
  return {
    instructions,
    tools: tools.filter(({ vendors }) => vendors.length === 0 || isOffered(vendors, begun)),
    prompts: prompts.filter(({ vendors }) => isOffered(vendors, begun)),
  };
}

export function isOffered(vendors: readonly string[], begun: readonly string[]): boolean {
  return begun.length === 0 || vendors.some((vendor) => begun.includes(vendor));
}
