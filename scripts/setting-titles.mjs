// How a form names a setting whose variable is called so.

/** `AMPLITUDE_API_KEY` as "Amplitude API key". */
export function title(name) {
  const words = name
    .replace(/^METRICS_MCP_/, '')
    .toLowerCase()
    .split('_');
  const text = (
    own[name] ??
    words
      .map((word) => known[word] ?? word)
      .filter((word) => word !== '')
      .join(' ')
  ).trim();
  return text[0].toUpperCase() + text.slice(1);
}

const known = {
  amplitude: 'Amplitude',
  chartmogul: 'ChartMogul',
  qonversion: 'Qonversion',
  fynn: 'Fynn',
  api: 'API',
  base: '',
  timezone: 'time zone',
  url: 'address',
};

const own = {
  METRICS_MCP_SHOW_PII: 'Show personal data',
  METRICS_MCP_STATE_DIR: 'State folder',
  METRICS_MCP_REDIS_URL: 'Redis address',
};
