import type { Masks } from './mask.ts';
import { noteOf } from './note.ts';
import type { Report } from './report.ts';

/** The report, with a note where masks stand in it, which says of what: names of businesses may be shown beside them. */
export function maskedReport(report: Report, masks: Masks): Report {
  if (masks.count() === 0) return report;
  const note = masks.kinds().every((kind) => kind === 'e-mail') ? addressNote : anyNote;
  return { ...report, masked: true, notes: [...report.notes, note] };
}

const addressNote = noteOf('reading')(
  'E-mail addresses are masked, the same one by the same mask within this answer (METRICS_MCP_SHOW_PII=true shows them).',
);

const anyNote = noteOf('reading')(
  'Personal data is masked, the same value by the same mask within this answer (METRICS_MCP_SHOW_PII=true shows it).',
);
