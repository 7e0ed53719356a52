/** Whether a host name, as URL writes it, can only be this machine. */
// URL writes every form of an IPv4 address as four decimal numbers, and IPv6 in its shortest form.
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
