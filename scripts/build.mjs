// Builds the program: one ESM file, dist/metrics-mcp.mjs, that runs without node_modules.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundledPackages, notices } from './notices.mjs';
import { oneFile } from './parts.mjs';

const outfile = 'dist/metrics-mcp.mjs';

const banner = `#!/usr/bin/env node
import { createRequire as createRequireHere } from 'node:module';
import { compileFunction } from 'node:vm';
// CommonJS dependencies ask for node's own modules by require, which ESM does not have.
const require = createRequireHere(import.meta.url);`;

/** As a namespace, zod is cut down to what is used: without its 50 languages above all. */
const zodAsNamespace = {
  name: 'zod as a namespace',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace("import { z } from 'zod';", "import * as z from 'zod';"),
      loader: 'ts',
    }));
  },
};

/** The SDK brings a JSON Schema validator for what clients fill in on a server's demand, and this server demands nothing. */
const noValidator = {
  name: 'no validator',
  setup(builder) {
    builder.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: 'shims',
      namespace: 'shims',
    }));
    builder.onLoad({ filter: /./, namespace: 'shims' }, () => ({
      contents: `export { default as process } from 'node:process';
        export class DefaultJsonSchemaValidator {
          getValidator() {
            throw new Error('this server was built without a JSON Schema validator');
          }
        }`,
    }));
  },
};

/** What clients are told is evaluated now, so that the program need not load a tool to list it. */
const offerWritten = {
  name: 'offer written down',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]tools[\\/]offer\.ts$/ }, async () => ({
      contents: Object.entries(await evaluated('tools/offer.ts'))
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n'),
    }));
  },
};

async function evaluated(entryPoint) {
  const outfile = `dist/evaluated-${process.pid}.mjs`;
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
    plugins: [zodAsNamespace],
  });
  const found = await import(new URL(`../${outfile}`, import.meta.url));
  await rm(outfile);
  return found;
}

const { text, metafile } = await oneFile('src/cli.ts', {
  banner,
  plugins: [offerWritten, zodAsNamespace, noValidator],
});
await mkdir('dist', { recursive: true });
await writeFile('dist/THIRD-PARTY-NOTICES.txt', notices(metafile));
// For the audit; not published.
const packages = bundledPackages(metafile).map(({ name, version }) => ({ name, version }));
await writeFile('dist/bundled-packages.json', JSON.stringify(packages, undefined, 2));
// In one step, so that whoever starts the program meanwhile gets a whole one.
const fresh = `${outfile}.${process.pid}`;
await writeFile(fresh, text, { mode: 0o755 });
await rename(fresh, outfile);
