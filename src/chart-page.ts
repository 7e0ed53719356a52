import { readFileSync } from 'node:fs';

/** The page that clients show beside an answer: one HTML file, which draws charts. The build puts its text here (scripts/chart-page.mjs). */
export const page = readFileSync(new URL('../dist/chart-page.html', import.meta.url), 'utf8');
