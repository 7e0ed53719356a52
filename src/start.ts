import { type Clock, systemClock } from './clock.ts';
import { type Config, readConfig, secretsIn } from './config.ts';
import type { Catalogue, Engine } from './engine.ts';
import { hideInLog } from './log.ts';
import { createLimiter } from './quota/limiter.ts';
import { openStore } from './quota/open-store.ts';
import { processName } from './quota/process-name.ts';
import { stateFolder } from './quota/state-folder.ts';
import { createMemoryStore } from './quota/store.ts';
import { createSharedResults } from './results/shared.ts';
import { createResults, type Results } from './results.ts';
import type { Environment } from './set-up.ts';
import { createHttp } from './wire/http.ts';
import { readProxies } from './wire/proxy.ts';
import { strikeSecrets } from './wire/secrets.ts';

export interface Started {
  engine: Engine;
  /** What the engine was set up by: the environment, or that of the simulated vendors. */
  settings: Environment;
  /** Ends connections and the simulated vendors. */
  close(): Promise<void>;
}

/** The engine on the real clock and network; with `demo`, pointed at simulated vendors inside this process. */
export async function start(catalogue: Catalogue, environment: NodeJS.ProcessEnv, demo: boolean): Promise<Started> {
  const simulated = demo ? await startSimulation() : undefined;
  const vendors = [...new Set(catalogue.tools.map(({ vendor }) => vendor))];
  const settings = simulated === undefined ? environment : { ...general(environment), ...simulated.environment };
  const secrets = [...secretsIn(settings, vendors), ...readProxies(environment).secrets];
  hideInLog((text) => strikeSecrets(text, { secrets, headers: {}, pathSecrets: {} }));
  const http = createHttp({ environment });
  const clock = systemClock;
  const config = readConfig(settings, vendors);
  const owner = processName();
  // The simulated vendors are this process's own, and so is their quota.
  const store = demo
    ? createMemoryStore(clock)
    : openStore({ stateFolder: stateFolder(environment), ...config }, owner, clock);
  const engine = {
    ...{ catalogue, clock, http, config },
    limiter: createLimiter({ clock, store, owner }),
    results: demo ? createResults(clock.now) : openResults(config, clock),
    ...(simulated === undefined ? {} : { banner: 'DEMO DATA: a simulated company, not yours.' }),
  };
  const close = async () => {
    await http.close();
    await engine.limiter.close();
    await engine.results.close();
    await simulated?.close();
  };
  return { engine, settings, close };
}

function openResults({ redisUrl: url, showPersonalData }: Config, clock: Clock): Results {
  return url === undefined ? createResults(clock.now) : createSharedResults({ url, clock, showPersonalData });
}

// Loaded only when it is wanted: a real server has no use for it.
async function startSimulation() {
  const { startDemo } = await import('./demo/server.ts');
  return await startDemo();
}

/** The settings that belong to no vendor stay as they are in a demo. */
function general(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('METRICS_MCP_')));
}
