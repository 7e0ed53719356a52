/** A chart's id out of an id or an address of the web app, or what is wrong with it. */
export function chartId(text: string): { id: string; edited: boolean } | { problem: string } {
  const given = text.trim();
  if (!given.includes('/')) return isId(given) ? { id: given, edited: false } : { problem: noChart };
  const [path = ''] = given.split(/[?#]/);
  const [, segment = '', rest = ''] = /\/chart\/([^/\s]+)(.*)$/.exec(path) ?? [];
  // "/chart/new/…" is the address of a chart that was never saved.
  if (segment === 'new') return { problem: unsaved };
  if (isId(segment)) return { id: segment, edited: rest.startsWith('/edit') };
  if (/\/share\//.test(path)) return { problem: shared };
  return { problem: /\/(dashboard|notebook)\//.test(path) ? board : noChart };
}

function isId(text: string): boolean {
  return /^[A-Za-z0-9][\w-]{2,63}$/.test(text) && text !== 'new';
}

const noChart =
  '"chart" must be a chart\'s id, such as abc123 or e-abc123, or its address with /chart/abc123 in it: open the saved chart in Amplitude and copy the address.';
const unsaved =
  '"chart" is the address of a chart that is not saved (/chart/new/…): save it in Amplitude, then copy its new address.';
const shared =
  '"chart" is a public share link, which does not name the chart: open the chart itself in Amplitude and copy the address with /chart/ in it.';
const board =
  '"chart" is the address of a dashboard or notebook: open one of its charts in Amplitude and copy the address with /chart/ in it.';
