import type { Clock } from './clock.ts';
import type { Config, ConfiguredVendor } from './config.ts';
import type { HelperTool } from './helper-tool.ts';
import type { Limiter } from './quota/limiter.ts';
import type { Results } from './results.ts';
import type { Tool } from './tool.ts';
import type { Http } from './wire/http.ts';

/** What the outside is offered: one list in a fixed order, and how results are reopened. */
export interface Catalogue {
  tools: readonly Tool[];
  helpers: readonly HelperTool[];
  /** Told to every client when it connects. */
  instructions: string;
  /** How to see the rows that an answer left out: one sentence. */
  more: string;
}

/** All that a call needs and that outlives it. */
export interface Engine {
  catalogue: Catalogue;
  config: Config;
  clock: Clock;
  http: Http;
  limiter: Limiter;
  results: Results;
  /** Set for the simulated vendors: every answer then begins with it. */
  banner?: string;
}

/** What a caller brings along. */
export interface CallOptions {
  signal: AbortSignal;
  /** Told what the call waits for, once it has run for two seconds, at most every two seconds. */
  onProgress?: (message: string) => void;
}

export function configured({ config }: Pick<Engine, 'config'>, vendorId: string): ConfiguredVendor | undefined {
  return config.vendors.find(({ vendor }) => vendor.id === vendorId);
}

/** The tools that are worth listing: those of vendors that are set up at all; all of them when none is. */
export function listedTools({ catalogue, config }: Pick<Engine, 'catalogue' | 'config'>): Tool[] {
  const wanted = config.vendors.filter(({ state }) => state !== 'unset').map(({ vendor }) => vendor.id);
  return catalogue.tools.filter(({ vendor }) => wanted.length === 0 || wanted.includes(vendor.id));
}
