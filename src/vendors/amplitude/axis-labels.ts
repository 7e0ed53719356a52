import { z } from 'zod';
import { quickSchema } from '../quick-schema.ts';
import { areTexts } from '../usual.ts';

/** The labels of an x axis as text: dates nearly always, numbers on the axis of a histogram. */
export const axisLabels = quickSchema(
  (sent) => (areTexts(sent) ? sent : undefined),
  z.array(z.union([z.string(), z.number().transform(String)])),
);
