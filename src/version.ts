import manifest from '../package.json' with { type: 'json' };

/** The version of the package, told to clients and vendors. */
export const version = manifest.version;
