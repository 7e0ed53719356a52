import type { Report } from './report.ts';

/** The report with its first sentence said of those users and events that it is about, where these are not all. */
export function scopedReport(report: Report, scope: string | null): Report {
  if (scope === null) return report;
  const [first, ...others] = report.headline;
  return { ...report, scope, headline: [first === undefined ? `${scope}.` : `${scope}: ${first}`, ...others] };
}
