// Asks the built server six questions over stdio, as a chat client does, against the simulated vendors.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const questions = [
  ['How many people use the app each day, and is it growing?', 'amplitude_active_users', { start: '-30d' }],
  [
    'Where do we lose buyers between looking at an item and paying, by platform?',
    'amplitude_funnel',
    {
      events: ['view_item', 'add_to_cart', 'checkout', 'purchase'],
      start: '-14d',
      group_by: 'platform',
      conversion_window_seconds: 604_800,
    },
  ],
  ['Do new users come back?', 'amplitude_retention', { start_event: '_new', return_event: '_active', start: '-60d' }],
  [
    'Which countries buy most, and is any of them moving?',
    'amplitude_event_segmentation',
    { events: 'purchase', metric: 'totals', group_by: 'country', start: '-56d', interval: 'weekly' },
  ],
  ['Who moved our MRR in the last 30 days?', 'chartmogul_list_activities', { start: '-30d', end: 'today' }],
  ['How did subscription revenue develop, per currency?', 'fynn_subscription_revenue', { start: '-3m' }],
];

const transport = new StdioClientTransport({
  command: process.execPath,
  args: ['dist/metrics-mcp.mjs', '--demo'],
  stderr: 'inherit',
});
const client = new Client({ name: 'metrics-mcp-demo', version: '1.0.0' });
await client.connect(transport);
for (const [question, name, args] of questions) {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const text = content.map((part) => part.text).join('\n');
  console.log(`\n${'='.repeat(100)}\nQ: ${question}\n   ${name} ${JSON.stringify(args)}\n\n${text}`);
  if (isError) process.exitCode = 1;
}
await client.close();
