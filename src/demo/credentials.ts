/** What the simulated vendors take for good. Anybody may know them: they open nothing but the demo. */
export const demoCredentials = {
  amplitude: { apiKey: 'demo-amplitude-api-key', secretKey: 'demo-amplitude-secret-key' },
  chartMogul: { apiKey: 'demo-chartmogul-api-key' },
  qonversion: { apiKey: 'demoQonversionApiKey000000000000' },
  fynn: {
    token: 'demo-fynn-token',
    tokenWithoutPermission: 'demo-fynn-token-without-analytics-read',
    tenant: 'demo',
  },
} as const;
