import manifest from '../package.json' with { type: 'json' };

/** The version of the package, told to clients and vendors. */
export const version = manifest.version;

/** The oldest Node that the package runs on, such as 20.19. */
export const oldestNode = manifest.engines.node.replace(/^>=/, '');
