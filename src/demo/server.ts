import { amplitudeDialect } from './amplitude/dialect.ts';
import { chartMogulDialect } from './chartmogul.ts';
import { dayOf } from './company/calendar.ts';
import { simulateCompany } from './company/simulate.ts';
import type { Company, Dialect } from './company/types.ts';
import { demoCredentials } from './credentials.ts';
import { fynnDialect } from './fynn.ts';
import { listen } from './listen.ts';
import { qonversionDialect } from './qonversion.ts';
import { simulateSubscriptions } from './subscriptions/simulate.ts';

export interface Demo {
  origin: string;
  /** The settings that point the product at the demo. */
  environment: Record<string, string>;
  /** As it stands today: when a day has passed, the next request finds a company that is a day older. */
  readonly company: Company;
  close(): Promise<void>;
}

/**
 * Simulates the company and serves its four vendors on one loopback port. `now` (milliseconds) is where the demo's
 * clock begins, and it runs on from there; `zone` is the time zone of the company's days.
 */
export async function startDemo(options: { now?: number; zone?: string } = {}): Promise<Demo> {
  const { zone = 'UTC' } = options;
  const clock = clockFrom(options.now ?? Date.now());
  let world = simulate(clock, zone);
  const { origin, close } = await listen(() => {
    if (dayOf(clock(), zone) !== world.company.today) world = simulate(clock, zone);
    return world.dialects;
  });
  return {
    origin,
    close,
    environment: settings(origin, zone),
    get company() {
      return world.company;
    },
  };
}

/** Runs on from `now`, and through a computer's sleep. */
function clockFrom(now: number): () => number {
  const ahead = now - Date.now();
  return () => Date.now() + ahead;
}

function simulate(clock: () => number, zone: string): { company: Company; dialects: Dialect[] } {
  const company = simulateCompany({ now: clock(), zone });
  const log = simulateSubscriptions(company);
  const { amplitude, chartMogul, qonversion, fynn } = demoCredentials;
  const dialects = [
    amplitudeDialect(company, { credentials: amplitude, clock }),
    chartMogulDialect(log, { ...chartMogul, clock }),
    qonversionDialect(log, qonversion),
    fynnDialect(log, fynn),
  ];
  return { company, dialects };
}

function settings(origin: string, zone: string): Record<string, string> {
  const { amplitude, chartMogul, qonversion, fynn } = demoCredentials;
  return {
    AMPLITUDE_API_KEY: amplitude.apiKey,
    AMPLITUDE_SECRET_KEY: amplitude.secretKey,
    AMPLITUDE_BASE_URL: origin,
    AMPLITUDE_TIMEZONE: zone,
    CHARTMOGUL_API_KEY: chartMogul.apiKey,
    CHARTMOGUL_BASE_URL: origin,
    QONVERSION_API_KEY: qonversion.apiKey,
    QONVERSION_BASE_URL: origin,
    FYNN_API_TOKEN: fynn.token,
    FYNN_TENANT: fynn.tenant,
    FYNN_BASE_URL: origin,
    FYNN_TIMEZONE: zone,
  };
}
