import { offerOf } from '../src/catalogue-offer.ts';
import { catalogue } from './index.ts';

/** What clients are told when they connect. The build puts the outcome here (scripts/build.mjs), so that no tool is loaded to list it. */
export const offer = offerOf(catalogue);

const vendors = [...new Set(catalogue.tools.map(({ vendor }) => vendor))];

/** What each vendor needs before it is worth listing. */
export const needs = vendors.map(({ id, settings }) => ({
  id,
  required: settings.filter(({ required }) => required).map(({ name }) => name),
}));
