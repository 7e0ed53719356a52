import { label } from '../../report/label.ts';
import { nearest } from '../../report/nearest.ts';
import type { PropertyName } from '../../vendor.ts';

/**
 * "For built-in Amplitude properties, valid values are version, country, city, region, DMA, language, platform, os,
 * device, device_type, start_version, and paying." (Shared query parameters)
 */
const builtIn = [
  ...['version', 'country', 'city', 'region', 'DMA', 'language', 'platform', 'os', 'device', 'device_type'],
  ...['start_version', 'paying'],
];

// Labels of the web app that are not the API's name with other letters; "the name of the property is userdata_cohort".
const labels: Readonly<Record<string, string>> = {
  devicefamily: 'device',
  appversion: 'version',
  startingversion: 'start_version',
  operatingsystem: 'os',
  cohort: 'userdata_cohort',
};

/** "For custom user properties, format the key as gp:name." */
const customPrefix = 'gp:';

/** What is to be said of a property's name that was refused or found nothing. There is no list of the custom ones. */
export function aboutProperty({ type, name }: PropertyName): string | undefined {
  const isCustom = name.startsWith(customPrefix);
  const own = isCustom ? name.slice(customPrefix.length) : name;
  const known = builtInOf(own);
  if (type === 'event') return aboutEventProperty(name, isCustom, known);
  if (known === name || name === labels.cohort) return undefined;
  if (known !== undefined)
    return `${quote(name)}: the built-in user property is ${known}${isCustom ? ', without gp:' : " in the API's words"}.`;
  return isCustom ? `${quote(name)} is a custom user property: ${spelling}.` : neitherWay(name);
}

function aboutEventProperty(name: string, isCustom: boolean, known: string | undefined): string {
  // "gp: isn't needed for event properties."
  if (isCustom)
    return `${quote(name)}: event properties take no ${customPrefix}; if it is a user's, use "type": "user".`;
  if (known !== undefined)
    return `${quote(name)}: if the built-in user property is meant, it is ${known} with "type": "user".`;
  return `${quote(name)} is an event property: ${spelling}, and not every event has it.`;
}

const spelling = "it must be spelled as in Amplitude's data, capitals included";

function neitherWay(name: string): string {
  const near = nearest(name, builtIn);
  const hint = near.length > 0 ? `nearest: ${near.join(', ')}` : `these are ${builtIn.join(', ')}`;
  return `${quote(name)} is no built-in user property that Amplitude documents (${hint}); a custom one is ${label(customPrefix + name)}.`;
}

/** The built-in property that a name or a label of the web app means. */
function builtInOf(name: string): string | undefined {
  const wanted = bare(name);
  return labels[wanted] ?? builtIn.find((one) => bare(one) === wanted);
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function quote(name: string): string {
  return `"${label(name)}"`;
}
