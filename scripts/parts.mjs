// One ESM file out of a program: what it needs at once stands in the file as code, and whatever it reaches by import()
// only stands behind that in comments, from which it is read and compiled on first use. V8 need not parse what a session
// never asks for, the file needs nothing beside it, not even itself once it runs, and stack traces name its lines.
import { basename, resolve } from 'node:path';
import { build, transform } from 'esbuild';

const target = 'node20.19';

/** The file's text, and esbuild's account of what is in it. Fails on any warning. */
export async function oneFile(entryPoint, { plugins = [], banner }) {
  const { chunks, metafile } = await split(entryPoint, plugins);
  const code = await merged(chunks, banner);
  const parts = await Promise.all(chunks.filter(({ lazy }) => lazy).map(partOf));
  const text = parts.reduce(withPart, `${code}\n${loader}\nfunction texts() {\nreturn {\n`);
  return { text: `${text}};\n}\n`, metafile };
}

/** Each part tells the line that it begins on, counted from 0, so that stack traces name lines of this very file. */
function withPart(file, { name, title, comment }) {
  const before = `${file}\n// ${title}\n`;
  return `${before}${JSON.stringify(`./${name}`)}: { line: ${before.split('\n').length - 1}, text() {${comment}} },\n`;
}

/** esbuild's chunks: the entry and what it imports are eager, what is reached by import() only is lazy. */
async function split(entryPoint, plugins) {
  const { outputFiles, metafile } = settled(
    await build({
      entryPoints: [entryPoint],
      outdir: 'dist',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target,
      minifySyntax: true,
      legalComments: 'none',
      metafile: true,
      write: false,
      plugins,
      logLevel: 'warning',
    }),
  );
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const isEntry = (output) => output.entryPoint !== undefined && resolve(output.entryPoint) === resolve(entryPoint);
  const [entry] = [...outputs].find(([, output]) => isEntry(output)) ?? [];
  const eager = reached(entry, outputs);
  const chunks = outputFiles.map(({ path, text }) => ({
    name: basename(path),
    text,
    isEntry: basename(path) === entry,
    lazy: !eager.has(basename(path)),
    title: outputs.get(basename(path))?.entryPoint ?? 'what several parts share',
    isCommonJs: metafile.inputs[outputs.get(basename(path))?.entryPoint]?.format === 'cjs',
  }));
  return { chunks, metafile };
}

function reached(name, outputs, known = new Set()) {
  if (known.has(name)) return known;
  known.add(name);
  for (const { path, kind, external } of outputs.get(name)?.imports ?? []) {
    if (kind === 'import-statement' && !external) reached(basename(path), outputs, known);
  }
  return known;
}

/** The eager chunks as one module. Those that lazy ones import from are made known to the loader first. */
async function merged(chunks, banner) {
  const eager = new Map(chunks.filter(({ lazy }) => !lazy).map(({ name, text }) => [name, text]));
  const kept = [...eager.keys()].filter((name) =>
    chunks.some(({ lazy, text }) => lazy && text.includes(`"./${name}"`)),
  );
  const imports = kept.map((name, index) => `import * as kept${index} from './${name}';`);
  const known = kept.map((name, index) => `['./${name}', kept${index}]`);
  eager.set('kept.js', `${imports.join('\n')}\npart.known = new Map([${known.join(', ')}]);`);
  const entry = chunks.find(({ isEntry }) => isEntry);
  const { outputFiles } = settled(
    await build({
      stdin: { contents: `import './kept.js'; import './${entry.name}';` },
      bundle: true,
      format: 'esm',
      platform: 'node',
      target,
      minifySyntax: true,
      minifyWhitespace: true,
      lineLimit: 160,
      banner: { js: banner },
      write: false,
      plugins: [virtual(eager)],
      logLevel: 'warning',
    }),
  );
  return outputFiles[0].text;
}

/** Chunks by name; import() of one that is not among them asks the loader for it. */
function virtual(chunks) {
  return {
    name: 'chunks',
    setup(builder) {
      builder.onResolve({ filter: /^\.\/[^/]+\.js$/ }, ({ path }) => ({ path, namespace: 'chunk' }));
      builder.onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({
        contents: chunks.get(basename(path)) ?? `module.exports = part(${JSON.stringify(path)});`,
      }));
    },
  };
}

/** A lazy chunk as CommonJS, since no other format can be compiled from text in the middle of a program. */
async function partOf({ name, text, title, isCommonJs }) {
  const { code } = settled(
    await transform(text, {
      format: 'cjs',
      platform: 'node',
      target,
      // Function names stay for stack traces, and lines short enough to be found by their numbers.
      minifyWhitespace: true,
      lineLimit: 160,
      supported: { 'dynamic-import': false },
      logLevel: 'warning',
    }),
  );
  const whole = `"use strict";${isCommonJs ? `${code}${named}` : code}`;
  if (whole.includes(closing)) throw new Error(`${title} has ${closing}, which stands for the end of a comment`);
  return { name, title, comment: `/*${whole.replaceAll('*/', closing)}*/` };
}

// import() of a CommonJS package has its exports by name too, which esbuild leaves out when it splits.
const named = 'module.exports = { ...module.exports.default, default: module.exports.default };';

const closing = '*~/';

function settled(result) {
  if (result.warnings.length > 0) throw new Error('esbuild warns; nothing is built until that is settled');
  return result;
}

const loader = `
// What follows is loaded on first use. It stands in comments, which V8 skips, and is read back from the functions around them.
function part(name) {
  const known = part.known.get(name);
  if (known !== undefined) return known;
  const { line, text } = texts()[name];
  const whole = text.toString();
  const code = whole.slice(whole.indexOf('/*') + 2, whole.lastIndexOf('*/')).replaceAll('${closing}', '*/');
  const module = { exports: {} };
  part.known.set(name, module.exports);
  const options = { filename: import.meta.url, lineOffset: line };
  compileFunction(code, ['exports', 'require', 'module'], options)(module.exports, requirePart, module);
  part.known.set(name, module.exports);
  return module.exports;
}
function requirePart(name) {
  return part.known.has(name) || Object.hasOwn(texts(), name) ? part(name) : require(name);
}
`;
