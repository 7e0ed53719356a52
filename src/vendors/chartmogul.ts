import type { Connected, Failure, ReadSetting, Setting, Vendor, VendorAnswer } from '../vendor.ts';
import { basicUser } from './checks.ts';
import { basicToken, fingerprint, secretForms } from './credentials.ts';
import { type Meaning, usualMeaning, withDetail } from './failure.ts';
import { hostFact, origin } from './origin.ts';
import { settingsReader } from './settings.ts';
import { at, firstWords } from './words.ts';

const settings: readonly Setting[] = [
  {
    name: 'CHARTMOGUL_API_KEY',
    meaning: 'An API key with read access, in ChartMogul under Profile > View profile > API keys.',
    required: true,
    secret: true,
  },
  {
    name: 'CHARTMOGUL_BASE_URL',
    meaning:
      'Another address instead of https://api.chartmogul.com, for a proxy or a test: https, or http on this machine.',
    required: false,
    secret: false,
  },
];

/** ChartMogul's Metrics API. */
export const chartmogul: Vendor = {
  id: 'chartmogul',
  title: 'ChartMogul',
  settings,
  connect,
  failure,
  probe: {
    endpoint: '/v1/activities',
    price: { cost: 1 },
    request: { path: '/v1/activities', query: [['per-page', '1']] },
  },
  quotaSentence: 'ChartMogul allows an account 40 calls a second; at most 10 of its 20 connections are used at once.',
};

const limits = {
  // More than 20 connections are answered with 503. Half of them are left to the account's other programs.
  atOnce: { calls: 10 },
  // "40 requests per second", says the page on rate limits; and a compute budget per minute that no page puts in figures.
  windows: [{ name: 'calls a second', milliseconds: 1000, unit: 'calls', limit: 40 }],
} as const;

function connect(read: ReadSetting): Connected {
  const ask = settingsReader(settings, read);
  const apiKey = ask.required('CHARTMOGUL_API_KEY', basicUser);
  const baseUrl = ask.optional('CHARTMOGUL_BASE_URL', origin, undefined);
  const from = baseUrl ?? 'https://api.chartmogul.com';
  const token = basicToken(apiKey, '');
  return ask.connected(() => ({
    origin: from,
    headers: { authorization: `Basic ${token}` },
    pathSecrets: {},
    fingerprint: fingerprint('chartmogul', from, apiKey),
    secrets: [...secretForms(apiKey), token],
    // "The timezone defaults to UTC unless otherwise specified."
    zone: 'UTC',
    zoneAssumed: false,
    limits,
    facts: hostFact(baseUrl),
  }));
}

// Bodies: {"code":401,"message":"…","param":null}, {"error":"…"}, {"errors":{"field":"message"}}.
function failure(answer: VendorAnswer): Failure {
  const { status, body } = answer;
  const detail = firstWords(body, at(body, 'errors'), at(body, 'error'));
  return withDetail(meanings[status] ?? usualMeaning('ChartMogul', 'CHARTMOGUL_BASE_URL', answer), detail);
}

const meanings: Readonly<Record<number, Meaning>> = {
  401: {
    kind: 'credentials',
    advice:
      'ChartMogul refused the key. Check CHARTMOGUL_API_KEY: an active key under Profile > View profile > API keys.',
    retry: false,
  },
  // "Valid parameters, but the request failed."
  402: {
    kind: 'vendor',
    advice:
      'ChartMogul found the arguments valid and failed all the same (its status 402 is not about a payment). ' +
      'Ask again later, or for a shorter range.',
    retry: false,
  },
  403: {
    kind: 'permission',
    advice:
      "ChartMogul knows the key, but it may not read this: the account's trial has expired, or the key's owner lacks " +
      'access. An administrator of the ChartMogul account must act.',
    retry: false,
  },
  429: {
    kind: 'rate_limit',
    advice:
      'ChartMogul was asked too often (40 calls a second, and a compute budget a minute, for all that the account runs ' +
      'together). Wait a minute, then ask again, or for a shorter range.',
    retry: false,
  },
  // More than 20 connections.
  503: {
    kind: 'rate_limit',
    advice: 'ChartMogul has too many connections open for this account, or is down. Ask again in a minute.',
    retry: true,
  },
};
