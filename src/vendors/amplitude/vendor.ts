import { z } from 'zod';
import type { Connected, Connection, EventNames, Probe, ReadSetting, Setting, Vendor } from '../../vendor.ts';
import { basicUser, key, oneOf, zone } from '../checks.ts';
import { basicToken, fingerprint, secretForms } from '../credentials.ts';
import { hostFact, origin } from '../origin.ts';
import { settingsReader } from '../settings.ts';
import { customEvents, eventCodes } from './event-codes.ts';
import { failure } from './failure.ts';
import { type CostWindow, limits } from './limits.ts';
import { aboutProperty } from './property-names.ts';

const project = 'in Amplitude under Settings > Organization settings > Projects > your project';

const settings: readonly Setting[] = [
  { name: 'AMPLITUDE_API_KEY', meaning: `The project's API key, ${project}.`, required: true, secret: true },
  {
    name: 'AMPLITUDE_SECRET_KEY',
    meaning: `The project's secret key, ${project}; it may be shown only once, when it is generated.`,
    required: true,
    secret: true,
  },
  {
    name: 'AMPLITUDE_REGION',
    meaning: 'Where the project is kept: us (default) or eu, which is the one whose app is at app.eu.amplitude.com.',
    required: false,
    secret: false,
  },
  {
    name: 'AMPLITUDE_TIMEZONE',
    meaning: `The project's time zone as an IANA name such as Europe/Berlin, ${project}; UTC is assumed without it.`,
    required: false,
    secret: false,
  },
  {
    name: 'AMPLITUDE_COST_WINDOW',
    meaning: 'How the limit of 1,000 cost is read: concurrent (default) is at the same time, 5min in any five minutes.',
    required: false,
    secret: false,
  },
  {
    name: 'AMPLITUDE_BASE_URL',
    meaning: "Another address instead of the region's, for a proxy or a test: https, or http on this machine.",
    required: false,
    secret: false,
  },
];

// "Standard server https://amplitude.com/api/2/, EU residency server https://analytics.eu.amplitude.com/api/2/"
const origins = { us: 'https://amplitude.com', eu: 'https://analytics.eu.amplitude.com' } as const;

// "For all endpoints not listed here, the cost is 1."
const eventsList: Probe = {
  endpoint: '/api/2/events/list',
  price: { cost: 1 },
  request: { path: '/api/2/events/list', query: [] },
};

const listedEvents = z.looseObject({
  data: z.array(z.looseObject({ value: z.string().nullish(), totals: z.coerce.number().nullish().catch(null) })),
});

const eventNames: EventNames = { ...eventsList, read: readNames, codes: eventCodes, custom: customEvents };

/** Amplitude's Dashboard REST API. */
export const amplitude: Vendor = {
  id: 'amplitude',
  title: 'Amplitude',
  settings,
  connect,
  failure,
  eventNames,
  aboutProperty,
  probe: eventsList,
  quotaSentence:
    'Amplitude allows a project 5 calls at once, 1,000 cost at once (in five minutes with AMPLITUDE_COST_WINDOW=5min), ' +
    '108,000 cost an hour, and 360 user activity and search calls an hour; cost = days × conditions × cost of the query type.',
};

function connect(read: ReadSetting): Connected {
  const ask = settingsReader(settings, read);
  const apiKey = ask.required('AMPLITUDE_API_KEY', basicUser);
  const secretKey = ask.required('AMPLITUDE_SECRET_KEY', key);
  const region = ask.optional('AMPLITUDE_REGION', oneOf('us', 'eu'), 'us');
  const zoned = ask.zone('AMPLITUDE_TIMEZONE', zone);
  const costWindow = ask.optional('AMPLITUDE_COST_WINDOW', oneOf('concurrent', '5min'), 'concurrent');
  const baseUrl = ask.optional('AMPLITUDE_BASE_URL', origin, undefined);
  return ask.connected(() => ({
    ...credentials(baseUrl ?? origins[region], apiKey, secretKey),
    ...zoned,
    limits: limits(costWindow),
    facts: facts(region, costWindow, baseUrl),
  }));
}

// "Pass base64-encoded credentials in the request header like {api-key}:{secret-key}."
function credentials(from: string, apiKey: string, secretKey: string) {
  const token = basicToken(apiKey, secretKey);
  return {
    origin: from,
    headers: { authorization: `Basic ${token}` },
    pathSecrets: {},
    fingerprint: fingerprint('amplitude', from, apiKey, secretKey),
    secrets: [...secretForms(apiKey, secretKey), token],
  };
}

function facts(region: string, costWindow: CostWindow, baseUrl: string | undefined): Connection['facts'] {
  const costLimit = costWindow === '5min' ? '1,000 in 5 minutes' : '1,000 at once';
  const place = baseUrl === undefined ? {} : hostFact(baseUrl);
  return { region, ...place, 'cost limit': costLimit };
}

function readNames(body: unknown): string[] {
  const { data } = listedEvents.safeParse(body);
  const ranked = data?.data.toSorted((a, b) => (b.totals ?? -1) - (a.totals ?? -1));
  return ranked?.flatMap(({ value }) => value || []) ?? [];
}
