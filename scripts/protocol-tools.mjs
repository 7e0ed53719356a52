import { execFileSync } from 'node:child_process';

/** The Inspector and the conformance suite of MCP's makers, and a Node as new as they want; fetched in one go. */
const packages = [
  'node@24',
  '@modelcontextprotocol/inspector@2.12.0',
  '@modelcontextprotocol/conformance@0.2.0-alpha.12',
];

/** An environment in whose PATH their commands come first; npx fetches them where they are not there yet. */
export function withProtocolTools() {
  const wanted = packages.flatMap((one) => ['-p', one]);
  const told = ['node', '-p', 'process.env.PATH'];
  // Without its warning that they want a newer Node: they bring it.
  const PATH = execFileSync('npx', ['-y', '--loglevel=error', ...wanted, ...told], { encoding: 'utf8' }).trim();
  return { ...process.env, PATH };
}
