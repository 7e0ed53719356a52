import { accessSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeProblem } from '../node-version.ts';
import { codeOf } from '../quota/fault-code.ts';
import { makeFolder } from '../quota/make-folder.ts';

import { stateFolder } from '../quota/state-folder.ts';
import { type Environment, settled } from '../set-up.ts';
import { oldestNode } from '../version.ts';
import { readProxies } from '../wire/proxy.ts';
import type { Check } from './diagnosis.ts';

export interface Installed {
  environment: Environment;
  /** From the settings. */
  stateFolder?: string | undefined;
  redisUrl?: string | undefined;
  demo: boolean;
}

/** What every vendor depends on: Node, the folder of the quota, the way to the network. */
export function examineInstallation(installed: Installed): Check[] {
  const { environment } = installed;
  return [node(), folder(installed), ...proxies(environment), certificates(environment)];
}

function node(): Check {
  const finding = `${process.version} at ${process.execPath}; ${oldestNode} or newer is needed.`;
  return { what: 'Node', health: nodeProblem() === undefined ? 'well' : 'broken', finding };
}

function folder({ environment, stateFolder: chosen, redisUrl, demo }: Installed): Check {
  const what = 'State folder';
  if (demo) return { what, health: 'none', finding: 'not used in a demo.' };
  if (redisUrl !== undefined) return { what, health: 'none', finding: 'not used: METRICS_MCP_REDIS_URL is set.' };
  const path = chosen ?? stateFolder(environment);
  const named = chosen === undefined ? path : 'that of METRICS_MCP_STATE_DIR';
  try {
    makeFolder(path);
    const probe = join(path, `doctor-${process.pid}`);
    writeFileSync(probe, '', { mode: 0o600 });
    rmSync(probe);
    return { what, health: 'well', finding: `${named} can be written.` };
  } catch (fault) {
    const advice = 'Each process counts the quota for itself alone; set METRICS_MCP_STATE_DIR to a folder of yours.';
    const finding = `${named} cannot be written (${codeOf(fault) ?? 'for no known reason'}). ${advice}`;
    return { what, health: 'warning', finding };
  }
}

function proxies(environment: Environment): Check[] {
  const what = 'Proxy';
  const { named } = readProxies(environment);
  if (named.length === 0) return [{ what, health: 'none', finding: 'none: HTTPS_PROXY and HTTP_PROXY are unset.' }];
  return named.map((one) => {
    if ('problem' in one) return { what, health: 'broken', finding: `${one.variable} (not shown) ${one.problem}.` };
    const login = one.authorization === undefined ? '' : ', with a user name and password that are not shown';
    return { what, health: 'well', finding: `${one.variable} is ${one.origin}${login}.` };
  });
}

// Node reads the file when it starts; one that it cannot use is told on stderr, and nowhere else.
function certificates(environment: Environment): Check {
  const what = 'Certificates';
  const path = settled(environment.NODE_EXTRA_CA_CERTS);
  if (path === undefined) return { what, health: 'none', finding: "Node's own: NODE_EXTRA_CA_CERTS is unset." };
  try {
    accessSync(path, constants.R_OK);
    const many = readFileSync(path, 'utf8').match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----/g)?.length ?? 0;
    if (many > 0) return { what, health: 'well', finding: `Node's own and ${many} of NODE_EXTRA_CA_CERTS, ${path}.` };
    return { what, health: 'broken', finding: `NODE_EXTRA_CA_CERTS, ${path}, has no certificate in PEM format.` };
  } catch (fault) {
    const finding = `NODE_EXTRA_CA_CERTS, ${path}, cannot be read (${codeOf(fault) ?? 'for no known reason'}).`;
    return { what, health: 'broken', finding };
  }
}
