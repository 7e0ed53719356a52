/** Why there is no answer. Holds neither address nor header nor the fault beneath it, which may hold them. */
export class HttpFault extends Error {
  readonly kind: HttpFaultKind;
  /** Of a redirect. */
  readonly status: number | undefined;
  /** The variable that names the proxy, where one was asked. */
  readonly proxy: string | undefined;

  constructor(kind: HttpFaultKind, message: string, details: { status?: number; proxy?: string | undefined } = {}) {
    super(message);
    this.name = 'HttpFault';
    this.kind = kind;
    this.status = details.status;
    this.proxy = details.proxy;
  }
}

export type HttpFaultKind =
  | 'connect' // no connection
  | 'proxy' // the proxy does not let us through, or its address is malformed
  | 'certificate' // a TLS certificate that is not trusted
  | 'timeout' // no whole answer in time
  | 'broken' // the connection broke, or the answer cannot be decoded
  | 'too_large'
  | 'redirect'
  | 'unsendable' // the address or a header holds what HTTP does not allow
  | 'aborted'; // by the caller

/** The fault in our words; only its code is kept, a word in capitals such as ECONNREFUSED. `proxy` is a variable's name. */
export function httpFault(fault: unknown, proxy?: string): HttpFault {
  if (fault instanceof HttpFault) return fault;
  const code = codeOf(fault);
  const told = (kind: HttpFaultKind, message: string) => new HttpFault(kind, message, { proxy });
  if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_URL' || code === 'ERR_INVALID_CHAR') {
    return told('unsendable', 'the address or a header holds characters that HTTP does not allow');
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return told('connect', 'no connection within the time allowed');
  if (unresolved.test(code)) return told('connect', `its host name cannot be resolved (${code})`);
  if (untrusted.test(code)) return told('certificate', `its TLS certificate is not trusted (${code})`);
  if (unreached.test(code)) return told('connect', `no connection (${code})`);
  const where = proxy === undefined ? '' : ` through the proxy that ${proxy} names`;
  return told('broken', `the connection${where} broke before the whole answer was read${code && ` (${code})`}`);
}

export const unresolved = /^(ENOTFOUND|EAI_)/;
export const untrusted = /CERT|SIGNATURE|SELF_SIGNED|^ERR_TLS|^ERR_SSL|^UNABLE_TO_/;
const unreached = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM)$/;

/** The system's or a library's word for what went wrong; empty where it has none. */
export function codeOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return '';
  return typeof fault.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(fault.code) ? fault.code : '';
}
