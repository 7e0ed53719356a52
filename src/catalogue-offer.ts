import type { Catalogue } from './engine.ts';
import { jsonSchemaOf } from './input/json-schema.ts';
import type { Offer } from './offer.ts';

/** All that a catalogue has, as clients are told of it. */
export function offerOf({ tools, helpers, prompts, instructions }: Catalogue): Offer {
  const asking = tools.map((tool) => ({ ...tool, vendors: [tool.vendor.id] }));
  const asIs = helpers.map((helper) => ({ ...helper, vendors: [] }));
  return {
    instructions,
    tools: [...asking, ...asIs].map(({ name, title, description, schema, vendors }) => ({
      ...{ name, title, description, vendors, inputSchema: jsonSchemaOf(schema) },
    })),
    prompts: prompts.map(({ name, title, description, vendors, arguments: own }) => ({
      ...{ name, title, description, vendors: vendors.map(({ id }) => id) },
      arguments: own.map(({ completes, ...rest }) => ({ ...rest, completed: completes !== undefined })),
    })),
  };
}
