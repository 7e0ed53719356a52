import { offerOf } from './catalogue-offer.ts';
import type { Clock } from './clock.ts';
import type { Config, ConfiguredVendor } from './config.ts';
import type { HelperTool } from './helper-tool.ts';
import { localClock } from './input/dates.ts';
import { isOffered, type Offer, worthOffering } from './offer.ts';
import type { Prompt, Scene } from './prompt.ts';
import type { Limiter } from './quota/limiter.ts';
import type { Results } from './results.ts';
import type { Tool } from './tool.ts';
import type { Http } from './wire/http.ts';

/** What the outside is offered: one list in a fixed order, and how results are reopened. */
export interface Catalogue {
  tools: readonly Tool[];
  helpers: readonly HelperTool[];
  prompts: readonly Prompt[];
  /** Told to every client when it connects. */
  instructions: string;
  /** How to see the rows that an answer left out: one sentence. */
  more: string;
  /** Where properties and their values are seen, as none are listed: one sentence. */
  properties: string;
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

/** What clients are told of where this engine runs. */
export function offerHere({ catalogue, config }: Pick<Engine, 'catalogue' | 'config'>): Offer {
  return worthOffering(offerOf(catalogue), begun(config));
}

/** What a prompt may know: which vendors can be asked, and the earliest of their dates now. */
export function sceneOf({ config, clock }: Pick<Engine, 'config' | 'clock'>): Scene {
  const zones = config.vendors.flatMap(({ connection }) => connection?.zone ?? []);
  const dates = ['UTC', ...zones].map((zone) => localClock(new Date(clock.now()), zone).today);
  return { has: ({ id }) => isOffered([id], begun(config)), today: dates.toSorted()[0] ?? '' };
}

function begun({ vendors }: Config): string[] {
  return vendors.filter(({ state }) => state !== 'unset').map(({ vendor }) => vendor.id);
}
