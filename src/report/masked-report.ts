import type { Masks } from './mask.ts';
import { noteOf } from './note.ts';
import type { Report } from './report.ts';

/** The report, with a note where masks stand in it. */
export function maskedReport(report: Report, masks: Masks): Report {
  return masks.count() === 0 ? report : { ...report, masked: true, notes: [...report.notes, note] };
}

const note = noteOf('reading')(
  'Personal data is masked, the same value by the same mask within this answer (METRICS_MCP_SHOW_PII=true shows it).',
);
