import { type Clock, systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import type { Catalogue, Engine } from '../../src/engine.ts';
import { createLimiter } from '../../src/quota/limiter.ts';
import { createResults } from '../../src/results.ts';
import { createHttp } from '../../src/wire/http.ts';

/** An engine on real HTTP, with settings as given; `clock` may be a fake one. */
export function engineOf(
  catalogue: Catalogue,
  environment: Record<string, string>,
  clock: Clock = systemClock,
): Engine {
  const vendors = [...new Set(catalogue.tools.map(({ vendor }) => vendor))];
  return {
    ...{ catalogue, clock, http: createHttp(), config: readConfig(environment, vendors) },
    limiter: createLimiter({ clock }),
    results: createResults(clock.now),
  };
}
