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
  const by = proxy === undefined ? '' : ` to the proxy that ${proxy} names`;
  const refused = proxy === undefined ? undefined : refusal(fault, proxy);
  if (refused !== undefined) return refused;
  if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_URL' || code === 'ERR_INVALID_CHAR') {
    return new HttpFault('unsendable', 'the address or a header holds characters that HTTP does not allow');
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new HttpFault('connect', `no connection${by} within the time allowed`, { proxy });
  }
  if (unresolved.test(code)) {
    const whose = proxy === undefined ? 'its host name' : `the host name of the proxy that ${proxy} names`;
    return new HttpFault('connect', `${whose} cannot be resolved (${code})`, { proxy });
  }
  if (untrusted.test(code)) {
    return new HttpFault('certificate', `its TLS certificate is not trusted (${code})`, { proxy });
  }
  if (unreached.test(code)) return new HttpFault('connect', `no connection${by} (${code})`, { proxy });
  const where = proxy === undefined ? '' : ` through the proxy that ${proxy} names`;
  const what = `the connection${where} broke before the whole answer was read${code && ` (${code})`}`;
  return new HttpFault('broken', what, { proxy });
}

const unresolved = /^(ENOTFOUND|EAI_)/;
const untrusted = /CERT|SIGNATURE|SELF_SIGNED|^ERR_TLS|^ERR_SSL|^UNABLE_TO_|^UND_ERR_PRX_TLS$/;
const unreached = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM)$/;

/** A proxy that answers CONNECT with anything but 200; undici tells its status in a sentence only. */
function refusal(fault: unknown, proxy: string): HttpFault | undefined {
  const status = fault instanceof Error ? /^Proxy response \((\d{3})\)/.exec(fault.message)?.[1] : undefined;
  if (status === undefined) return undefined;
  const who = `the proxy that ${proxy} names`;
  if (status === '407') return new HttpFault('proxy', `${who} wants a user name and a password (HTTP 407)`, { proxy });
  if (status.startsWith('5')) return new HttpFault('connect', `${who} did not reach it (HTTP ${status})`, { proxy });
  return new HttpFault('proxy', `${who} does not let this host through (HTTP ${status})`, { proxy });
}

function codeOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return '';
  return typeof fault.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(fault.code) ? fault.code : '';
}
