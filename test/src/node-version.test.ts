import { expect, test } from 'vitest';
import { nodeProblem } from '../../src/node-version.ts';
import { oldestNode } from '../../src/version.ts';

test.each(['20.19.0', '20.20.2', '22.0.0', '26.1.0', process.versions.node])('Node %s is new enough', (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

test.each(['20.18.3', '20.9.0', '18.20.8', '9.99.0'])('Node %s is told to be too old', (version) => {
  expect(nodeProblem(version)).toContain(
    `Node ${version} at ${process.execPath}, and ${oldestNode} or newer is needed`,
  );
});
