// Builds the program: one ESM file, dist/metrics-mcp.mjs, that runs without node_modules; and beside it dist/metrics-mcp-chart.mjs,
// which draws charts into files and is loaded only for that.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { chartPage } from './chart-page.mjs';
import { chartWriter } from './chart-writer.mjs';
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

/** The page stands in the program packed as small as it can be, and on first use packed as browsers can unpack it. */
function pageWritten({ before, program, after }) {
  const packed = brotliCompressSync(program).toString('base64');
  return {
    name: 'page written down',
    setup(builder) {
      builder.onLoad({ filter: /[\\/]src[\\/]chart-page\.ts$/ }, () => ({
        contents: `import { brotliDecompressSync, gzipSync } from 'node:zlib';
          const program = brotliDecompressSync(Buffer.from('${packed}', 'base64'));
          const packed = gzipSync(program, { level: 9 }).toString('base64');
          export const page = ${JSON.stringify(before)} + packed + ${JSON.stringify(after)};`,
      }));
    },
  };
}

async function evaluated(entryPoint) {
  const outfile = `dist/${basename(entryPoint, '.ts')}-${process.pid}.mjs`;
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
    plugins: [zodAsNamespace],
  });
  try {
    return await import(new URL(`../${outfile}`, import.meta.url));
  } finally {
    await rm(outfile);
  }
}

/** In one step, so that whoever starts the program meanwhile gets a whole one. */
async function replaced(path, text, mode) {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, text, { mode });
  await rename(fresh, path);
}

await mkdir('dist', { recursive: true });
const { charts } = await evaluated('tools/charts.ts');
const [{ page, parts, metafile: inPage }, writer] = await Promise.all([chartPage(charts), chartWriter(charts)]);
const { text, metafile } = await oneFile('src/cli.ts', {
  banner,
  plugins: [offerWritten, pageWritten(parts), zodAsNamespace, noValidator],
});
await replaced('dist/chart-page.html', page);
const whole = { outputs: [metafile, inPage, writer.metafile].flatMap(({ outputs }) => Object.values(outputs)) };
await writeFile('dist/THIRD-PARTY-NOTICES.txt', notices(whole));
// For the audit; not published.
const packages = bundledPackages(whole).map(({ name, version }) => ({ name, version }));
await writeFile('dist/bundled-packages.json', JSON.stringify(packages, undefined, 2));
await replaced('dist/metrics-mcp-chart.mjs', writer.text);
await replaced(outfile, text, 0o755);
