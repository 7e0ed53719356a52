// Lists the built server's tools with the MCP Inspector, which fails on schemas that some client cannot use.
// The Inspector needs a newer Node than the server does, so it brings its own.
import { execFileSync } from 'node:child_process';

const packages = ['-p', 'node@24', '-p', '@modelcontextprotocol/inspector@2.12.0'];
const inspector = ['mcp-inspector', '--cli', '--strict', '--method', 'tools/list'];
const server = ['node', 'dist/metrics-mcp.mjs'];
const listed = execFileSync('npx', ['-y', ...packages, ...inspector, ...server], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
const { tools } = JSON.parse(listed);
console.log(`the Inspector lists ${tools.length} tools and finds nothing wrong with them`);
