/** Why there is no answer. Holds neither address nor header nor the fault beneath it, which may hold them. */
export class HttpFault extends Error {
  readonly kind: HttpFaultKind;
  /** Of a redirect. */
  readonly status: number | undefined;

  constructor(kind: HttpFaultKind, message: string, status?: number) {
    super(message);
    this.name = 'HttpFault';
    this.kind = kind;
    this.status = status;
  }
}

export type HttpFaultKind =
  | 'connect' // no connection
  | 'timeout' // no whole answer in time
  | 'broken' // the connection broke, or the answer cannot be decoded
  | 'too_large'
  | 'redirect'
  | 'unsendable' // the address or a header holds what HTTP does not allow
  | 'aborted'; // by the caller

/** The fault in our words; only its code is kept, a word in capitals such as ECONNREFUSED. */
export function httpFault(fault: unknown): HttpFault {
  if (fault instanceof HttpFault) return fault;
  const code = codeOf(fault);
  if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_URL' || code === 'ERR_INVALID_CHAR') {
    return new HttpFault('unsendable', 'the address or a header holds characters that HTTP does not allow');
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return new HttpFault('connect', 'no connection within the time allowed');
  if (unresolved.test(code)) return new HttpFault('connect', `its host name cannot be resolved (${code})`);
  if (untrusted.test(code)) return new HttpFault('connect', `its TLS certificate is not trusted (${code})`);
  if (unreached.test(code)) return new HttpFault('connect', `no connection (${code})`);
  return new HttpFault('broken', `the connection broke before the whole answer was read${code && ` (${code})`}`);
}

const unresolved = /^(ENOTFOUND|EAI_)/;
const untrusted = /CERT|SIGNATURE|SELF_SIGNED|^ERR_TLS|^ERR_SSL|^UNABLE_TO_/;
const unreached = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM)$/;

function codeOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return '';
  return typeof fault.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(fault.code) ? fault.code : '';
}
