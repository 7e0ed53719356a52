import type { Failure, VendorAnswer } from '../vendor.ts';
import { isWebPage } from './words.ts';

/** A failure without the vendor's own words. */
export type Meaning = Omit<Failure, 'detail'>;

export function withDetail(meaning: Meaning, detail: string | undefined): Failure {
  return detail === undefined ? meaning : { ...meaning, detail };
}

/** What a status means at any vendor; `baseUrl` is the variable that may have sent us to a wrong place. */
export function usualMeaning(title: string, baseUrl: string, { status, body }: VendorAnswer): Meaning {
  if (status >= 500) return brokenDown(title, status);
  if (status === 429) return tooOften(title);
  if (isWebPage(body) || status < 400) return elsewhere(title, baseUrl);
  if (status === 404) return notFound(title, baseUrl);
  return [400, 409, 413, 414, 416, 422].includes(status) ? refused(title) : odd(title, status);
}

function brokenDown(title: string, status: number): Meaning {
  const advice = `${title} failed on its side (status ${status}). Ask again in a minute; if it goes on, ask for less at a time.`;
  return { kind: 'vendor', advice, retry: [502, 503, 504].includes(status) };
}

function tooOften(title: string): Meaning {
  return { kind: 'rate_limit', advice: `${title} was asked too often. Wait a minute, then ask again.`, retry: false };
}

function elsewhere(title: string, baseUrl: string): Meaning {
  const advice = `This is not an answer of ${title}'s API. Check ${baseUrl} if it is set, and any proxy in between.`;
  return { kind: 'vendor', advice, retry: false };
}

function notFound(title: string, baseUrl: string): Meaning {
  const advice = `${title} has nothing there. Check the ids in the arguments, and ${baseUrl} if it is set.`;
  return { kind: 'not_found', advice, retry: false };
}

function refused(title: string): Meaning {
  return { kind: 'input', advice: `${title} refused the arguments: change what it names.`, retry: false };
}

function odd(title: string, status: number): Meaning {
  return { kind: 'vendor', advice: `${title} answered with the unexpected status ${status}.`, retry: false };
}
