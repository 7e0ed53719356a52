import type { Chart } from '../src/chart.ts';
import { catalogue } from './index.ts';

/** What each tool can draw, by its name. The build puts the outcome into the page that draws it (scripts/view.mjs). */
export const charts: Record<string, readonly Chart[]> = Object.fromEntries(
  catalogue.tools.filter((tool) => tool.charts.length > 0).map((tool) => [tool.name, tool.charts]),
);
