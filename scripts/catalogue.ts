// What the generator tells about: bundled and imported by generate.mjs.
export { clientPages } from '../src/clients/pages.ts';
export { generalSettings } from '../src/config.ts';
export { jsonSchemaOf } from '../src/input/json-schema.ts';
export { version } from '../src/version.ts';
export { catalogue } from '../tools/index.ts';
