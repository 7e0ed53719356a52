import { readdirSync, readFileSync } from 'node:fs';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { type JsonSchema, jsonSchemaOf } from '../../src/input/json-schema.ts';
import { annotations } from '../../src/server.ts';
import { catalogue } from '../../tools/index.ts';

const tools = [...catalogue.tools, ...catalogue.helpers];
const listed = tools.map(({ name, title, description, schema }) => ({
  name,
  title,
  description,
  inputSchema: jsonSchemaOf(schema),
}));

describe.each(listed)('$name', (tool) => {
  const { name, title, description, inputSchema } = tool;

  it('has a name, a title and a description that clients can use', () => {
    expect(name).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
    expect(title.length).toBeGreaterThan(3);
    expect(description.split(/\s+/).length).toBeLessThanOrEqual(60);
  });

  it('takes a plain strict object in a schema that every client understands', () => {
    expect(inputSchema.type).toBe('object');
    expect(inputSchema.additionalProperties).toBe(false);
    for (const keyword of ['anyOf', 'oneOf', 'allOf', '$ref', '$defs']) expect(inputSchema).not.toHaveProperty(keyword);
    expect(arraysWithoutItems(inputSchema)).toEqual([]);
    expect(JSON.stringify(inputSchema)).not.toMatch(/\$ref|"format":"date/);
  });

  it('describes every input', () => {
    for (const [input, schema] of Object.entries(inputSchema.properties ?? {}))
      expect(schema.description, input).toMatch(/\w{3}/);
  });

  it('is small', () => {
    expect(JSON.stringify(inputSchema).length).toBeLessThan(8 * 1024);
    expect(countTokens(JSON.stringify({ ...tool, annotations }))).toBeLessThanOrEqual(700);
  });

  it('is as committed: run `npm run generate` and read the difference when it is meant', () => {
    expect(JSON.parse(readFileSync(`test/snapshots/${name}.json`, 'utf8'))).toEqual(JSON.parse(JSON.stringify(tool)));
  });
});

describe('the whole list', () => {
  it('is the contract, in its order', () => {
    expect(listed.map(({ name }) => name)).toEqual([
      'amplitude_query_chart',
      'amplitude_active_users',
      'amplitude_session_length',
      'amplitude_average_session_length',
      'amplitude_sessions_per_user',
      'amplitude_user_composition',
      'amplitude_list_events',
      'amplitude_event_segmentation',
      'amplitude_funnel',
      'amplitude_retention',
      'amplitude_user_activity',
      'amplitude_search_users',
      'amplitude_realtime_users',
      'amplitude_revenue_ltv',
      'chartmogul_list_activities',
      'qonversion_customer_metrics',
      'fynn_subscription_revenue',
      'metrics_status',
      'read_result',
    ]);
  });

  it('fits a context window', () => {
    const whole = listed.map((tool) => ({ ...tool, annotations }));
    expect(countTokens(JSON.stringify(whole))).toBeLessThanOrEqual(6_500);
  });

  it('has a dry run of every query that is priced by a formula, and of no other', () => {
    const dry = listed.filter(({ inputSchema }) => 'dry_run' in (inputSchema.properties ?? {}));
    expect(dry.map(({ name }) => name.replace('amplitude_', ''))).toEqual([
      'active_users',
      'session_length',
      'average_session_length',
      'sessions_per_user',
      'user_composition',
      'event_segmentation',
      'funnel',
      'retention',
      'revenue_ltv',
    ]);
  });

  it('asks each endpoint by one tool, and has no stray snapshot', () => {
    const endpoints = catalogue.tools.map(({ endpoint }) => endpoint);
    expect(new Set(endpoints).size).toBe(17);
    expect(readdirSync('test/snapshots').sort()).toEqual(listed.map(({ name }) => `${name}.json`).sort());
  });
});

function arraysWithoutItems(schema: JsonSchema, path = ''): string[] {
  const own = schema.type === 'array' && schema.items === undefined ? [path] : [];
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
    arraysWithoutItems(one, `${path}.${name}`),
  );
  return [...own, ...inner, ...(schema.items === undefined ? [] : arraysWithoutItems(schema.items, `${path}[]`))];
}
