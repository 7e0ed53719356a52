import type { Catalogue } from './engine.ts';
import { jsonSchemaOf } from './input/json-schema.ts';
import type { Offer } from './offer.ts';

/** All that a catalogue has, as clients are told of it. */
export function offerOf({ tools, helpers, prompts, instructions }: Catalogue): Offer {
  const asking = tools.map((tool) => ({ ...tool, vendors: [tool.vendor.id], drawn: tool.charts.length > 0 }));
  const asIs = helpers.map((helper) => ({ ...helper, vendors: [], drawn: false }));
  return {
    instructions,
    tools: [...asking, ...asIs].map(({ name, title, description, schema, vendors, drawn }) => ({
      ...{ name, title, description, vendors, drawn, inputSchema: jsonSchemaOf(schema) },
    })),
    prompts: prompts.map(({ name, title, description, vendors, arguments: own }) => ({
      ...{ name, title, description, vendors: vendors.map(({ id }) => id) },
      arguments: own.map(({ completes, ...rest }) => ({ ...rest, completed: completes !== undefined })),
    })),
  };
}
