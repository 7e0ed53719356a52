// Bundles the program into one ESM file, dist/metrics-mcp.mjs.
import { chmod } from 'node:fs/promises';
import { build } from 'esbuild';

const outfile = 'dist/metrics-mcp.mjs';
await build({
  entryPoints: ['src/cli.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minifySyntax: true,
  legalComments: 'none',
  // CommonJS dependencies ask for node's own modules by require, which ESM does not have.
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as createRequireHere } from 'node:module';\nconst require = createRequireHere(import.meta.url);",
  },
});
await chmod(outfile, 0o755);
