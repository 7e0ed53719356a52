import { ToolError } from '../errors.ts';
import { label, plain } from '../report/label.ts';
import { createMasks } from '../report/mask.ts';
import { duration } from '../report/number.ts';
import type { Failure, Vendor } from '../vendor.ts';
import type { NoJson } from './body.ts';
import type { HttpFault } from './http-fault.ts';
import { type Secretive, strikeLongSecrets, strikeSecrets } from './secrets.ts';

/** The vendor answered, and not with data. */
export class VendorError extends ToolError {
  /** HTTP status; in the 200s where the body could not be read. */
  readonly status: number;
  /** What all tries together were charged. */
  readonly cost: number;
  /** Which names of the question may be at fault. */
  readonly about: Failure['about'];

  constructor(kind: Failure['kind'], message: string, details: ErrorDetails & Pick<VendorError, 'status' | 'about'>) {
    super(kind, message, retryAfter(details.seconds));
    this.name = 'VendorError';
    this.status = details.status;
    this.cost = details.cost;
    this.about = details.about;
  }
}

/** Who was asked for what. The endpoint is the path's template: the address itself may hold a secret. */
export interface Asked {
  vendor: Vendor;
  endpoint: string;
  connection: Secretive;
  /** Whether e-mail addresses in the vendor's words are shown; masked otherwise. */
  showPersonalData?: boolean;
  /** Whether it was asked about users: what looks like an id, a place and the like is masked too. */
  personal?: boolean;
}

type Quoting = Pick<Asked, 'connection' | 'showPersonalData' | 'personal'>;

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
  return new VendorError(failure.kind, clean(sentences, asked), { ...details, status, about: failure.about });
}

/** A success status with a body that is no data. */
export function unreadableError(asked: Asked, status: number, what: string, details: ErrorDetails): VendorError {
  const check = `Check ${baseUrlSetting(asked.vendor)} if it is set, and any proxy in between.`;
  const cause = `Such an answer usually comes from a proxy, a sign-in page or a wrong host in place of the API. ${check}`;
  const sentences = [`${answered(asked, status)} with ${what} instead of JSON${tries(details)}.`, cause];
  return new VendorError('vendor', clean(sentences, asked), { ...details, status, about: undefined });
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

/** A stranger's words as a quotation of one line, without secrets and addresses; empty where there are none. */
export function quoted(text: string, { connection, showPersonalData, personal }: Quoting, most = 300): string {
  // Struck before anything is cut, so that no half of a secret remains; and once more when the invisible characters
  // that may stand inside it are gone.
  const whole = strikeSecrets(text, connection).slice(0, 20_000);
  const struck = strikeSecrets(plain(whole), connection);
  const masks = createMasks(showPersonalData);
  const words = personal === true ? masks.text(struck) : masks.emails(struck);
  return words && `"${label(words, most)}"`;
}

/** What came in place of JSON: `an HTML page titled "Sign in"`. */
export function described({ what, words }: NoJson, asked: Quoting): string {
  return [what, quoted(words, asked, 100)].filter(Boolean).join(' ');
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
  // Our own words are among them, in which a secret of a few letters would be struck by chance.
  return strikeLongSecrets(sentences.filter(Boolean).join(' '), connection);
}

function retryAfter(seconds: number | undefined): { retryAfterSeconds?: number } {
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}

function baseUrlSetting({ settings }: Vendor): string {
  return settings.find(({ name }) => name.endsWith('_BASE_URL'))?.name ?? 'its base URL';
}

function unreached(
  { kind, proxy }: HttpFault,
  vendor: Vendor,
): { kind: 'network' | 'vendor' | 'settings'; advice: string } {
  const setting = baseUrlSetting(vendor);
  switch (kind) {
    case 'connect':
      return { kind: 'network', advice: proxy === undefined ? networkAdvice(setting) : proxyAdvice(proxy) };
    case 'proxy':
      return { kind: 'settings', advice: proxyAdvice(proxy ?? 'HTTPS_PROXY') };
    case 'certificate':
      return { kind: 'settings', advice: certificateAdvice(setting) };
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

function networkAdvice(setting: string): string {
  return `Check the network of this machine (HTTPS_PROXY, if it needs a proxy), and ${setting} if it is set.`;
}

function proxyAdvice(variable: string): string {
  return `Check ${variable} in the environment of metrics-mcp, and NO_PROXY for hosts that need no proxy.`;
}

function certificateAdvice(setting: string): string {
  return (
    'If your company inspects such connections, set NODE_EXTRA_CA_CERTS to the file with its certificate authority ' +
    `(PEM) in the environment of metrics-mcp; check ${setting} if it is set.`
  );
}
