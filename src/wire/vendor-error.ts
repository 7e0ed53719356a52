import { ToolError } from '../errors.ts';
import { label, plain } from '../report/label.ts';
import { duration } from '../report/number.ts';
import type { Failure, Vendor } from '../vendor.ts';
import type { NoJson } from './body.ts';
import type { HttpFault } from './http-fault.ts';
import { type Secretive, strikeSecrets } from './secrets.ts';

/** The vendor answered, and not with data. */
export class VendorError extends ToolError {
  /** HTTP status; in the 200s where the body could not be read. */
  readonly status: number;
  /** What all tries together were charged. */
  readonly cost: number;

  constructor(kind: Failure['kind'], message: string, details: ErrorDetails & { status: number }) {
    super(kind, message, retryAfter(details.seconds));
    this.name = 'VendorError';
    this.status = details.status;
    this.cost = details.cost;
  }
}

/** Who was asked for what. The endpoint is the path's template: the address itself may hold a secret. */
export interface Asked {
  vendor: Vendor;
  endpoint: string;
  connection: Secretive;
}

export interface ErrorDetails {
  tries: number;
  cost: number;
  /** Until it makes sense to ask again. */
  seconds?: number | undefined;
}

/** An error status with the vendor's own words. */
export function refusedError(asked: Asked, status: number, failure: Failure, words: string, details: ErrorDetails) {
  const said = words && `: ${words}`;
  const sentences = [`${answered(asked, status)}${said}${tries(details)}.`, failure.advice, wait(details)];
  return new VendorError(failure.kind, clean(sentences, asked), { ...details, status });
}

/** A success status with a body that is no data. */
export function unreadableError(asked: Asked, status: number, what: string, details: ErrorDetails): VendorError {
  const check = `Check ${baseUrlSetting(asked.vendor)} if it is set, and any proxy in between.`;
  const cause = `Such an answer usually comes from a proxy, a sign-in page or a wrong host in place of the API. ${check}`;
  const sentences = [`${answered(asked, status)} with ${what} instead of JSON${tries(details)}.`, cause];
  return new VendorError('vendor', clean(sentences, asked), { ...details, status });
}

/** No whole answer at all. */
export function unreachedError(asked: Asked, fault: HttpFault, details: ErrorDetails): ToolError {
  const { kind, advice } = unreached(fault, asked.vendor);
  const sentences = [
    `${asked.vendor.title} gave no answer to GET ${asked.endpoint}: ${fault.message}${tries(details)}.`,
    advice,
    wait(details),
  ];
  return new ToolError(kind, clean(sentences, asked), retryAfter(details.seconds));
}

/** The quota's refusal with the vendor's name. */
export function quotaError({ vendor, endpoint }: Asked, refusal: ToolError): ToolError {
  const sentences = [`${vendor.title}, GET ${endpoint}: ${refusal.message}`, vendor.quotaSentence ?? ''];
  return new ToolError('quota', sentences.filter(Boolean).join(' '), retryAfter(refusal.retryAfterSeconds));
}

export function cancelledError(): ToolError {
  return new ToolError('cancelled', 'The call was cancelled.');
}

/** A stranger's words as a quotation of one line, without secrets; empty where there are none. */
export function quoted(text: string, connection: Secretive, most = 300): string {
  // Struck before anything is cut, so that no half of a secret remains; and once more when the invisible characters
  // that may stand inside it are gone.
  const whole = strikeSecrets(text, connection).slice(0, 20_000);
  const words = label(strikeSecrets(plain(whole), connection), most);
  return words && `"${words}"`;
}

/** What came in place of JSON: `an HTML page titled "Sign in"`. */
export function described({ what, words }: NoJson, connection: Secretive): string {
  return [what, quoted(words, connection, 100)].filter(Boolean).join(' ');
}

function answered({ vendor, endpoint }: Asked, status: number): string {
  return `${vendor.title} answered HTTP ${status} to GET ${endpoint}`;
}

function tries({ tries }: ErrorDetails): string {
  return tries > 1 ? ` (after ${tries} tries)` : '';
}

function wait({ seconds }: ErrorDetails): string {
  return seconds === undefined ? '' : `Ask again in ${duration(seconds)}.`;
}

function clean(sentences: readonly string[], { connection }: Asked): string {
  return strikeSecrets(sentences.filter(Boolean).join(' '), connection);
}

function retryAfter(seconds: number | undefined): { retryAfterSeconds?: number } {
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}

function baseUrlSetting({ settings }: Vendor): string {
  return settings.find(({ name }) => name.endsWith('_BASE_URL'))?.name ?? 'its base URL';
}

function unreached({ kind }: HttpFault, vendor: Vendor): { kind: 'network' | 'vendor' | 'settings'; advice: string } {
  const setting = baseUrlSetting(vendor);
  switch (kind) {
    case 'connect':
      return { kind: 'network', advice: `Check the network of this machine, and ${setting} if it is set.` };
    case 'timeout':
      return { kind: 'network', advice: 'It may be busy: ask again in a minute, or for less (fewer days or groups).' };
    case 'too_large':
      return { kind: 'vendor', advice: 'Ask for less: fewer days, groups or rows.' };
    case 'redirect':
      return {
        kind: 'vendor',
        advice: `Redirects are not followed, to keep the key here. Check ${setting} if it is set.`,
      };
    case 'unsendable':
      return { kind: 'settings', advice: 'Check the settings of this vendor for stray characters.' };
    default:
      return { kind: 'network', advice: 'Ask again in a moment.' };
  }
}
