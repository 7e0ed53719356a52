import type { Failure, VendorAnswer } from '../../vendor.ts';
import { type Meaning, usualMeaning, withDetail } from '../failure.ts';
import { at, firstWords, words } from '../words.ts';

/** What an error of Amplitude's means. Its useful words are in `metadata.details`, whatever the status says. */
export function failure(answer: VendorAnswer): Failure {
  const detail = said(answer.body);
  return withDetail(meaning(answer, detail ?? ''), detail);
}

function said(body: unknown): string | undefined {
  const message = words(at(body, 'error', 'message'));
  const details = words(at(body, 'error', 'metadata', 'details'));
  // "Unspecified Error" stands above every 429 and says nothing.
  if (details === undefined || message === undefined || message === 'Unspecified Error') {
    return firstWords(body, details, message, at(body, 'error'));
  }
  return details.includes(message) ? details : `${details} (${message})`;
}

function meaning(answer: VendorAnswer, detail: string): Meaning {
  const { status } = answer;
  if (status === 429) return tooMuch(answer, detail);
  // 403 is a bad key or an old date, and only the details tell which.
  if (status < 500 && /too far (?:back|in the past)/i.test(detail)) return tooFarBack(answer);
  if (status === 401 || status === 403) return refusedKeys(answer);
  if (isChart(answer) && (status === 404 || (status === 400 && noSuchChart.test(detail)))) return noChart;
  if (status === 400) return badQuery(answer, detail);
  return usualMeaning('Amplitude', 'AMPLITUDE_BASE_URL', answer);
}

function tooMuch({ endpoint }: VendorAnswer, detail: string): Meaning {
  const cost = namedCost(detail);
  if (/concurrent limit/i.test(detail)) return { ...busy, ...cost };
  if (!/rate limit/i.test(detail)) return { ...unspecified, ...cost };
  const advice = /user(?:activity|search)/.test(endpoint) ? userHourAdvice : hourAdvice;
  return { kind: 'rate_limit', advice, retry: false, ...cost };
}

function namedCost(detail: string): { cost?: number } {
  const digits = /query of cost (\d[\d,]*(?:\.\d+)?)/i.exec(detail)?.[1];
  return digits === undefined ? {} : { cost: Number(digits.replaceAll(',', '')) };
}

const busy: Meaning = {
  kind: 'rate_limit',
  advice:
    'Amplitude is busy with other queries of this project (5 calls and 1,000 cost at once). ' +
    'Ask again in a minute, or ask for fewer days, segments or group-bys.',
  retry: true,
};

const hourAdvice =
  "The project's hourly quota at Amplitude (108,000 cost) is used up, perhaps by others with the same keys. " +
  'Wait up to an hour, or ask later for fewer days, segments or group-bys.';

const userHourAdvice =
  "The project's 360 user activity and user search calls an hour at Amplitude are used up. Wait up to an hour.";

const unspecified: Meaning = {
  kind: 'rate_limit',
  advice: 'Amplitude was asked too much, and does not say which of its limits was passed. Wait a few minutes.',
  retry: false,
};

function tooFarBack(answer: VendorAnswer): Meaning {
  const change = isChart(answer) ? "give the chart a later date range in Amplitude's app" : 'ask for a later `start`';
  return { kind: 'input', advice: `Amplitude does not go back that far: ${change}.`, retry: false };
}

function refusedKeys(answer: VendorAnswer): Meaning {
  const project = isChart(answer) ? ' A saved chart is open only to the keys of its own project.' : '';
  const advice =
    'Amplitude refused the keys. Check AMPLITUDE_API_KEY and AMPLITUDE_SECRET_KEY, both of the same project; if they are right, the project is in the other region: set AMPLITUDE_REGION to eu (or us).' +
    project;
  return { kind: 'credentials', advice, retry: false };
}

// "Chart abc does not exist", whatever the status; not a property or an event that the chart names.
const noSuchChart =
  /\b(?:no such|unknown) chart\b|^(?:the )?chart (?:id )?(?:\S+ )?(?:does not|doesn't) exist\b|\bchart (?:\S+ )?(?:was )?not found\b/i;

const noChart: Meaning = {
  kind: 'not_found',
  advice:
    'There is no such chart in the project of these keys. Give an id that is listed here, if any is; else take the id ' +
    "or the whole address from the chart in Amplitude's app; the chart must be saved.",
  retry: false,
};

function badQuery(answer: VendorAnswer, detail: string): Meaning {
  if (isChart(answer)) return { kind: 'input', advice: brokenChart, retry: false };
  if (answer.endpoint.includes('useractivity')) return { kind: 'input', advice: numericId, retry: false };
  const about = blamed(detail);
  if (about === 'dates') return { kind: 'input', advice: dateAdvice, retry: false };
  return { kind: 'input', advice: nameAdvice[about], retry: false, about };
}

/** What the words of a refusal are about; `name` where they do not tell. */
function blamed(detail: string): 'property' | 'event' | 'dates' | 'name' {
  if (/propert/i.test(detail)) return 'property';
  if (/event/i.test(detail)) return 'event';
  return /\b(?:dates?|start|end|range)\b/i.test(detail) ? 'dates' : 'name';
}

const brokenChart = "Amplitude cannot answer this chart. Open it in Amplitude's app and mend it there.";

const dateAdvice = 'Change `start` or `end` as Amplitude says.';

const numericId = 'Give the numeric Amplitude ID of the user; a user search finds it from a user id or device id.';

// "For custom user properties, format the key as gp:name." Built-in ones must not have it.
const propertyName =
  'Custom user properties are written with the prefix gp: (gp:plan), built-in ones (country, platform, version, …) and ' +
  'event properties without gp:, and all as they are spelled in Amplitude.';

const eventName =
  "Give the event's raw name, as in the list of events, with the same letters and spaces. Instead of the labels in " +
  "Amplitude's app write _active (Any Active Event), _all (Any Event), _new (new users), revenue_amount (Revenue), " +
  'or ce:NAME for a custom event.';

const unnamed =
  'Change what Amplitude names; the usual causes are an event name, a property or an operator that it does not know.';

const nameAdvice = { property: propertyName, event: eventName, name: unnamed };

function isChart({ endpoint }: VendorAnswer): boolean {
  return endpoint.includes('/chart/');
}
