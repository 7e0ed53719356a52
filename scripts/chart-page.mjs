// Builds the page that draws charts: one HTML file that asks for nothing outside. Its program is packed, as the SDK of the
// protocol alone would be larger than what hosts like to load; browsers unpack it themselves.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const mostBytes = 250_000;

/** The page's text, what it is put together from, and esbuild's account of what is in it. `charts` is what each tool can draw. */
export async function chartPage(charts) {
  const { outputFiles, metafile } = await build({
    entryPoints: ['view/page/main.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    write: false,
    plugins: [chartsWritten(charts), trimmed],
    logLevel: 'warning',
  });
  const [html, style] = await Promise.all(
    ['page.html', 'style.css'].map((name) => readFile(`view/page/${name}`, 'utf8')),
  );
  const [before, after] = html
    .replace('/* style */', () => style)
    .replace('/* program */', () => unpacking)
    .split('/* packed */');
  const program = outputFiles[0].text;
  const page = `${before}${gzipSync(program, { level: 9 }).toString('base64')}${after}`;
  const bytes = Buffer.byteLength(page);
  if (bytes > mostBytes) throw new Error(`the page has ${bytes} bytes, more than ${mostBytes}`);
  return { page, parts: { before, program, after }, metafile };
}

const unpacking = `const packed = Uint8Array.from(atob('/* packed */'), (letter) => letter.charCodeAt(0));
new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text().then((program) => {
  const script = document.createElement('script');
  script.textContent = program;
  document.body.append(script);
});`;

/** What each tool can draw is evaluated once, so that no page carries the tools. */
export function chartsWritten(charts) {
  return {
    name: 'charts written down',
    setup(builder) {
      builder.onLoad({ filter: /[\\/]tools[\\/]charts\.ts$/ }, () => ({
        contents: `export const charts = ${JSON.stringify(charts)};`,
      }));
    },
  };
}

/**
 * Of the SDK and zod only what is used: zod as a namespace, without its 50 languages; no module for its side effects; and no
 * JSON Schema validator, since the page offers no tools.
 */
const trimmed = {
  name: 'trimmed',
  setup(builder) {
    builder.onResolve({ filter: /^[^.]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === trimmed || from.kind === 'entry-point') return undefined;
      if (path.endsWith('/_shims')) return { path: 'shims', namespace: 'shims', sideEffects: false };
      return { ...(await builder.resolve(path, { ...from, pluginData: trimmed })), sideEffects: false };
    });
    builder.onLoad({ filter: /./, namespace: 'shims' }, () => ({
      contents: `export const CORS_IS_POSSIBLE = true;
        export class DefaultJsonSchemaValidator {
          getValidator() {
            throw new Error('the page was built without a JSON Schema validator');
          }
        }`,
    }));
    builder.onLoad({ filter: /@modelcontextprotocol[\\/].*\.m?js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /import\s*\{\s*z as (\w+)\s*\}\s*from\s*"zod\/v4"/g,
        'import * as $1 from "zod/v4"',
      ),
      loader: 'js',
    }));
  },
};
