import type { DemoAnswer } from '../company/types.ts';

/** Thrown wherever a request cannot be answered; says so in the vendor's error shape. */
export class Refusal extends Error {
  readonly answer: DemoAnswer;

  constructor(status: number, type: string, message: string, details: string) {
    super(details);
    this.name = 'Refusal';
    this.answer = { status, body: { error: { http_code: status, type, message, metadata: { details } } } };
  }
}

/** What the vendor too would refuse. */
export function invalid(details: string): Refusal {
  return new Refusal(400, 'invalid', 'Invalid chart definition', details);
}

/** What the vendor would answer and the demo cannot. */
export function notSimulated(what: string): Refusal {
  return new Refusal(400, 'invalid', 'Not simulated by the demo', `The demo does not simulate ${what}.`);
}

export function tooMuch(limit: 'concurrent' | 'rate', cost: number): Refusal {
  const details = `Exceeded ${limit} limit with query of cost ${cost}`;
  return new Refusal(429, 'too_many_requests', 'Unspecified Error', details);
}
