// Builds what draws charts into files: one ESM file beside the program, which only `call … --chart` loads.
import { build } from 'esbuild';
import { chartsWritten } from './chart-page.mjs';

/** The file's text, and esbuild's account of what is in it. `charts` is what each tool can draw. */
export async function chartWriter(charts) {
  const { outputFiles, metafile } = await build({
    entryPoints: ['view/file/write-chart.ts'],
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160,
    legalComments: 'none',
    loader: { '.css': 'text' },
    metafile: true,
    write: false,
    plugins: [chartsWritten(charts)],
    logLevel: 'warning',
  });
  return { text: outputFiles[0].text, metafile };
}
