// The licences of everything that esbuild put into the program, whole, in one text. What has none, or one that is not
// known to allow this, stops the build.
import { readdirSync, readFileSync } from 'node:fs';

const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0'];

/** Packages that come without a licence file, by the holder that their repositories name. */
const holders = {
  '@redis/client': '(c) 2022-2025, Redis, inc.',
  // Inside other packages' files:
  'content-type': '(c) 2015 Douglas Christopher Wilson',
  llhttp: 'Fedor Indutny, 2018.',
};

/** Name, version and licence of what is in the program, by name. */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const paths = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const folders = new Set(paths.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  const whole = [...folders].map(packageIn);
  const inside = [...new Set(paths.flatMap(insideOf))].map((name) => ({ name, version: '', license: 'MIT' }));
  return [...whole, ...inside].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The text that travels with the program. Throws where a licence is not known to allow that. */
export function notices(metafile) {
  const packages = bundledPackages(metafile);
  const chapters = packages.map(({ name, version, license, folder }) => {
    if (!allowed.includes(license))
      throw new Error(`${name} is under ${license ?? 'no licence'}, which is not among those known`);
    return [`${name} ${version}`.trim(), `Licence: ${license}`, '', ...textsOf(name, folder)].join('\n');
  });
  const head = 'metrics-mcp contains code of these packages, each under its own licence.';
  return `${[head, ...chapters].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function packageIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return { name, version, license, folder };
}

/** Packages that others have built into their own files, which say so in a comment or by their folder. */
function insideOf(path) {
  if (path.includes('/llhttp/')) return ['llhttp'];
  if (!path.includes('node_modules/')) return [];
  const regions = readFileSync(path, 'utf8').matchAll(/^\/\/#region .*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm);
  return [...regions].map(([, name]) => name);
}

function textsOf(name, folder) {
  const files =
    folder === undefined ? [] : readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length > 0) return files.map((file) => readFileSync(`${folder}/${file}`, 'utf8').trim());
  const holder = holders[name];
  if (holder === undefined) throw new Error(`${name} has no licence file: find out who holds the copyright`);
  return [mit.replace('HOLDER', holder)];
}

const mit = `Copyright HOLDER

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
