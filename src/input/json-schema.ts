import { z } from 'zod';

const shape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), shape).optional();
  },
  get items() {
    return shape.optional();
  },
});

/** As much of a JSON Schema as the listed input schemas use. */
export type JsonSchema = z.output<typeof shape>;

const cache = new WeakMap<z.ZodType, JsonSchema>();

/** The input schema as it is listed: plain JSON Schema of what may be sent, without what only costs tokens. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const { $schema: _, ...written } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'throw', override: slim });
  const listed = shape.parse(JSON.parse(JSON.stringify(written)));
  cache.set(schema, listed);
  return listed;
}

/** Bounds that nobody meets, and strictness below the root, tell a model nothing: the engine checks all of them. */
function slim({ jsonSchema, path }: { jsonSchema: z.core.JSONSchema.BaseSchema; path: (string | number)[] }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.minLength === 1) delete jsonSchema.minLength;
  if (jsonSchema.minItems === 1) delete jsonSchema.minItems;
  if ((jsonSchema.maxLength ?? 0) > 255) delete jsonSchema.maxLength;
  if ((jsonSchema.maxItems ?? 0) >= 20) delete jsonSchema.maxItems;
  if (path.length > 0) delete jsonSchema.additionalProperties;
  // A flag that is left out is off.
  if (jsonSchema.default === false) delete jsonSchema.default;
  if (Object.keys(jsonSchema.properties ?? { some: true }).length === 0) delete jsonSchema.properties;
}
