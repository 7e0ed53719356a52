// Puts metric questions to the product over the simulated company and checks what it says against the company's own log.
import { build } from 'esbuild';

// Not in dist, which is published.
const outfile = 'node_modules/.cache/metrics-mcp/eval.mjs';
await build({
  entryPoints: ['eval/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  banner: { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" },
});
await import(new URL(`../${outfile}`, import.meta.url));
