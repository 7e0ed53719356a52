import { type Config, type ConfiguredVendor, generalSettings } from '../config.ts';
import { nearest } from '../report/nearest.ts';
import { type Environment, settled } from '../set-up.ts';
import type { Setting } from '../vendor.ts';
import type { SettingCheck, SettingGroup } from './diagnosis.ts';

/** Every setting there is, by vendor, and what looks like one and is none. */
export function examineSettings({ vendors, problems }: Config, environment: Environment): SettingGroup[] {
  const all = [...vendors.flatMap(({ vendor }) => vendor.settings), ...generalSettings];
  const strangers = strangersIn(
    environment,
    all.map(({ name }) => name),
    vendors,
  );
  return [
    ...vendors.map((one) => ({
      title: one.vendor.title,
      state: one.state,
      settings: one.vendor.settings.map((setting) => examine(setting, one, environment)),
    })),
    { title: 'General', settings: generalSettings.map((one) => examine(one, { missing: [], problems }, environment)) },
    ...(strangers.length > 0 ? [{ title: 'Not read', settings: strangers }] : []),
  ];
}

function examine(setting: Setting, found: Found, environment: Environment): SettingCheck {
  const { name, required, secret, meaning } = setting;
  const value = settled(environment[name]);
  const problem = found.problems.find((sentence) => sentence.startsWith(`${name} `));
  const note = problem === undefined ? whyUnset(value, environment[name]) : withoutValue(problem);
  return {
    ...{ name, required, secret, meaning },
    state: problem !== undefined ? 'malformed' : value !== undefined ? 'set' : unset(name, found),
    ...(note === undefined ? {} : { note }),
  };
}

/** "REGION is "europe", and must be us or eu" says it to its owner alone; what the doctor prints goes into reports. */
function withoutValue(problem: string): string {
  return problem.replace(/^(\w+) is .*, and must /s, '$1 must ');
}

type Found = Pick<ConfiguredVendor, 'missing' | 'problems'> & { state?: string };

function unset(name: string, { state, missing }: Found): 'unset' | 'missing' {
  return state !== 'unset' && missing.includes(name) ? 'missing' : 'unset';
}

/** Unset, although the variable is there. */
function whyUnset(value: string | undefined, raw: string | undefined): string | undefined {
  if (value !== undefined || raw === undefined) return undefined;
  return raw.trim() === '' ? 'It is empty.' : "The client's own template was not filled in.";
}

/** Variables that begin like ours and that nobody reads: misspelled ones, most often. */
function strangersIn(
  environment: Environment,
  known: readonly string[],
  vendors: readonly ConfiguredVendor[],
): SettingCheck[] {
  const prefixes = [...vendors.map(({ vendor }) => `${vendor.id.toUpperCase()}_`), 'METRICS_MCP_'];
  return Object.keys(environment)
    .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)) && !known.includes(name))
    .filter((name) => settled(environment[name]) !== undefined)
    .map((name) => {
      const [near] = nearest(name, known, 1);
      const note =
        near === undefined ? 'metrics-mcp does not read it.' : `metrics-mcp does not read it; is it ${near}?`;
      return { name, state: 'unknown', required: false, secret: true, meaning: '', note };
    });
}
