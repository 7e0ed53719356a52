import { oldestNode } from './version.ts';

/** What is wrong with the Node that runs this, in a sentence; undefined where it is new enough. */
export function nodeProblem(version = process.versions.node): string | undefined {
  if (isAtLeast(version, oldestNode)) return undefined;
  return `this is Node ${version} at ${process.execPath}, and ${oldestNode} or newer is needed: what follows may fail.`;
}

function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needed = 0, within = 0] = oldest.split('.').map(Number);
  return major > needed || (major === needed && minor >= within);
}
