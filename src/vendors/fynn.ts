import type { Connected, Failure, ReadSetting, Setting, Vendor, VendorAnswer } from '../vendor.ts';
import { bearerToken, hostLabel, zone } from './checks.ts';
import { fingerprint, secretForms } from './credentials.ts';
import { type Meaning, usualMeaning, withDetail } from './failure.ts';
import { hostFact, origin } from './origin.ts';
import { settingsReader } from './settings.ts';
import { at, firstWords, isWebPage } from './words.ts';

const settings: readonly Setting[] = [
  {
    name: 'FYNN_API_TOKEN',
    meaning: 'An API key with the permission analytics:read, in Fynn under Settings > Developer.',
    required: true,
    secret: true,
  },
  {
    name: 'FYNN_TENANT',
    meaning: "The account's name in Fynn's addresses: acme of https://acme.coreapi.io; not needed with FYNN_BASE_URL.",
    required: true,
    secret: false,
  },
  {
    name: 'FYNN_TIMEZONE',
    meaning: "The account's time zone as an IANA name such as Europe/Berlin; UTC is assumed without it.",
    required: false,
    secret: false,
  },
  {
    name: 'FYNN_BASE_URL',
    meaning: "Another address instead of the tenant's, for a proxy or a test: https, or http on this machine.",
    required: false,
    secret: false,
  },
];

/** Fynn's analytics API. */
export const fynn: Vendor = {
  id: 'fynn',
  title: 'Fynn',
  settings,
  connect,
  failure,
  probe: {
    endpoint: '/analytics/subscription-revenue',
    price: { cost: 1 },
    request: { path: '/analytics/subscription-revenue', query: [['limit', '1']] },
  },
  quotaSentence: 'Fynn documents no limit; at most 5 calls run at once.',
};

function connect(read: ReadSetting): Connected {
  const ask = settingsReader(settings, read);
  const token = ask.required('FYNN_API_TOKEN', bearerToken);
  const hasBaseUrl = read('FYNN_BASE_URL') !== undefined;
  const tenant = hasBaseUrl ? ask.optional('FYNN_TENANT', hostLabel, '') : ask.required('FYNN_TENANT', hostLabel);
  const zoned = ask.zone('FYNN_TIMEZONE', zone);
  // The page names no host; the vendor's own integration uses the tenant's name before coreapi.io.
  const from = ask.optional('FYNN_BASE_URL', origin, `https://${tenant}.coreapi.io`);
  return ask.connected(() => ({
    origin: from,
    headers: { authorization: `Bearer ${token}` },
    pathSecrets: {},
    fingerprint: fingerprint('fynn', from, token),
    secrets: secretForms(token),
    // "The date is in the timezone of the tenant."
    ...zoned,
    // No page names a limit: this is our own caution.
    limits: { atOnce: { calls: 5 }, windows: [] },
    facts: hasBaseUrl ? hostFact(from) : { tenant },
  }));
}

function failure(answer: VendorAnswer): Failure {
  const { body } = answer;
  const parts = [at(body, 'violations'), at(body, 'errors'), at(body, 'detail'), at(body, 'error')];
  return withDetail(meaning(answer), firstWords(body, ...parts));
}

function meaning(answer: VendorAnswer): Meaning {
  const { status, body } = answer;
  if (status === 401) return refusedToken;
  if (status < 500 && isWebPage(body)) return wrongTenant;
  if (status === 403) return notAllowed;
  return status === 404 ? wrongTenant : usualMeaning('Fynn', 'FYNN_BASE_URL', answer);
}

const refusedToken: Meaning = {
  kind: 'credentials',
  advice:
    'Fynn refused the token. Check FYNN_API_TOKEN: an API key of Settings > Developer that has not expired or been ' +
    'deleted, made in the account that FYNN_TENANT names.',
  retry: false,
};

// "Required permissions: analytics:read"
const notAllowed: Meaning = {
  kind: 'permission',
  advice:
    'Fynn knows the token, but it lacks the permission analytics:read. Give it that, or set another FYNN_API_TOKEN.',
  retry: false,
};

const wrongTenant: Meaning = {
  kind: 'not_found',
  advice:
    'There is no Fynn API at this address. Check FYNN_TENANT (acme of https://acme.coreapi.io), or FYNN_BASE_URL if it is set.',
  retry: false,
};
