// Packs the built program and its manifest into dist/metrics-mcp.mcpb, for Claude Desktop.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';

const stage = 'dist/bundle';
rmSync(stage, { recursive: true, force: true });
mkdirSync(`${stage}/dist`, { recursive: true });
for (const path of ['manifest.json', 'README.md', 'LICENSE', 'dist/metrics-mcp.mjs']) cpSync(path, `${stage}/${path}`);
execFileSync('npx', ['mcpb', 'pack', stage, 'dist/metrics-mcp.mcpb'], { stdio: 'inherit' });
