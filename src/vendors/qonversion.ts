import type { Connected, Failure, ReadSetting, Setting, Vendor, VendorAnswer } from '../vendor.ts';
import { pathKey } from './checks.ts';
import { fingerprint, secretForms } from './credentials.ts';
import { type Meaning, usualMeaning, withDetail } from './failure.ts';
import { hostFact, origin } from './origin.ts';
import { settingsReader } from './settings.ts';
import { at, firstWords, joined, words } from './words.ts';

const settings: readonly Setting[] = [
  {
    name: 'QONVERSION_API_KEY',
    meaning:
      'The "API Key" in Qonversion under Project Settings > Project Keys; not the project key that apps use with the SDK.',
    required: true,
    secret: true,
  },
  {
    name: 'QONVERSION_BASE_URL',
    meaning:
      'Another address instead of https://api.qonversion.io, for a proxy or a test: https, or http on this machine.',
    required: false,
    secret: false,
  },
];

/** Qonversion's analytics API. Its key stands in the path and nowhere else. */
export const qonversion: Vendor = {
  id: 'qonversion',
  title: 'Qonversion',
  settings,
  connect,
  failure,
  // Without `filter[since][]` the answer is empty, which is all that is wanted here.
  probe: {
    endpoint: '/v1/analytics/{projectApiKey}/customers-metrics',
    price: { cost: 1 },
    request: { path: '/v1/analytics/{projectApiKey}/customers-metrics', query: [] },
  },
  quotaSentence: 'Qonversion documents no limit; at most 5 calls run at once.',
};

function connect(read: ReadSetting): Connected {
  const ask = settingsReader(settings, read);
  const projectApiKey = ask.required('QONVERSION_API_KEY', pathKey);
  const baseUrl = ask.optional('QONVERSION_BASE_URL', origin, undefined);
  const from = baseUrl ?? 'https://api.qonversion.io';
  return ask.connected(() => ({
    origin: from,
    headers: {},
    pathSecrets: { projectApiKey },
    fingerprint: fingerprint('qonversion', from, projectApiKey),
    secrets: secretForms(projectApiKey),
    // The window is given in Unix seconds: "filter[since][]=<from_unix_ts>&filter[since][]=<to_unix_ts>".
    zone: 'UTC',
    zoneAssumed: false,
    // No page names a limit: this is our own caution.
    limits: { atOnce: { calls: 5 }, windows: [] },
    facts: hostFact(baseUrl),
  }));
}

// Bodies: {"error":{type,code,message},"_meta":{"fields":[{name,messages}]}}, {"error":{…,"details":[{field,message}]}}.
function failure(answer: VendorAnswer): Failure {
  const { body } = answer;
  const mistakes = [at(body, '_meta', 'fields'), at(body, 'error', 'details')];
  const detail = joined([at(body, 'error'), ...mistakes].map((part) => words(part)));
  return withDetail(meaning(answer), detail ?? firstWords(body));
}

function meaning(answer: VendorAnswer): Meaning {
  const { status } = answer;
  // The key is a part of the path: one that is not known may look like a page that does not exist.
  if (status === 401 || status === 404) return refusedKey;
  return status === 403 ? notAllowed : usualMeaning('Qonversion', 'QONVERSION_BASE_URL', answer);
}

const refusedKey: Meaning = {
  kind: 'credentials',
  advice:
    'Qonversion does not know the key. QONVERSION_API_KEY must be the "API Key" of Project Settings > Project Keys, ' +
    'not the project key that apps use with the SDK; check QONVERSION_BASE_URL too if it is set.',
  retry: false,
};

const notAllowed: Meaning = {
  kind: 'permission',
  advice:
    "Qonversion does not let this key read customer metrics. Check in Qonversion that the project's plan includes the " +
    'analytics API, and that QONVERSION_API_KEY is the "API Key" of Project Settings > Project Keys.',
  retry: false,
};
