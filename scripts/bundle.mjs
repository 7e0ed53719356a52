// Packs the built program into dist/metrics-mcp.mcpb, for Claude Desktop, with its sha256 beside it. The same sources give
// the same bytes under the same Node, so that anybody can check a bundle by building it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const [stage, bundle] = ['dist/bundle', 'dist/metrics-mcp.mcpb'];
const content = {
  'manifest.json': 'manifest.json',
  'icon.png': 'icon.png',
  screenshots: 'screenshots',
  'dist/metrics-mcp.mjs': 'dist/metrics-mcp.mjs',
  'README.md': 'README.md',
  'CHANGELOG.md': 'CHANGELOG.md',
  'CONTRIBUTING.md': 'CONTRIBUTING.md',
  'SECURITY.md': 'SECURITY.md',
  docs: 'docs',
  LICENSE: 'LICENSE',
  'dist/THIRD-PARTY-NOTICES.txt': 'THIRD-PARTY-NOTICES.txt',
};
const mostBytes = 1_000_000;
// Time, then date, two bytes each: day 1 of month 1 of year 0.
const firstDay = 0x0021_0000;

rmSync(stage, { recursive: true, force: true });
mkdirSync(`${stage}/dist`, { recursive: true });
for (const [from, to] of Object.entries(content)) cpSync(from, `${stage}/${to}`, { recursive: true, filter: isNeeded });
execFileSync('npx', ['mcpb', 'pack', stage, bundle], { stdio: 'inherit' });

const packed = withoutTimes(readFileSync(bundle));
if (packed.length > mostBytes) throw new Error(`the bundle has ${packed.length} bytes, more than ${mostBytes}`);
writeFileSync(bundle, packed);
writeFileSync(`${bundle}.sha256`, `${createHash('sha256').update(packed).digest('hex')}  metrics-mcp.mcpb\n`);
console.log(`${bundle}: ${packed.length} bytes, ${readFileSync(`${bundle}.sha256`, 'utf8').slice(0, 64)}`);

/** The README's pictures of charts are looked at elsewhere, and are larger than all the rest. */
function isNeeded(path) {
  return !path.replaceAll('\\', '/').startsWith('docs/charts');
}

/** The archive with every file dated 1 January 1980, the first day that zip knows. */
function withoutTimes(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = zip.readUInt16LE(end + 10);
  let entry = zip.readUInt32LE(end + 16);
  for (let file = 0; file < files; file++) {
    const local = zip.readUInt32LE(entry + 42);
    zip.writeUInt32LE(firstDay, entry + 12);
    zip.writeUInt32LE(firstDay, local + 10);
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return zip;
}
