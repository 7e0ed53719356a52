import { ToolError } from '../errors.ts';
import { count, duration } from '../report/number.ts';
import type { Price } from '../vendor.ts';
import type { Rule } from './rules.ts';
import type { Decision } from './serve.ts';

/** A call that no amount of waiting lets through. */
export function neverFits(rule: Rule, price: Price): ToolError {
  const most = `the quota allows ${limitText(rule)}`;
  return new ToolError(
    'quota',
    `the request costs ${count(price.cost)}, and ${most}: it can never be sent. Ask for less.`,
  );
}

/** A call for which there is no room in time. */
export function noRoom({ limit, reason }: Shortage, price: Price, seconds: number): ToolError {
  const why = reason === undefined ? '' : ` ${reasons[reason]}`;
  const sentence = `no room in the quota for a request of cost ${count(price.cost)}: ${limitText(limit)} are in use.${why}`;
  const room =
    limit.milliseconds > 0 ? 'There will be room in' : 'There will be room once a running request ends, within';
  return new ToolError('quota', `${sentence} ${room} about ${duration(seconds)}; ask again then.`, {
    retryAfterSeconds: seconds,
  });
}

type Shortage = Pick<Extract<Decision, { verdict: 'wait' }>, 'limit' | 'reason'>;

const reasons = {
  refused: 'That is less than the vendor allows, as it lately refused a request: others use the same key.',
  alone: 'That is a part of what the vendor allows, as the shared count of the quota is out of reach.',
};

function limitText({ name, limit, unit }: Rule): string {
  // "1,000 cost at once" where the name begins with its unit; "360 calls (user activity and search an hour)" otherwise.
  return name.startsWith(`${unit} `) ? `${count(limit)} ${name}` : `${count(limit)} ${unit} (${name})`;
}
