import type { Connected, Connection, ReadSetting, Setting } from '../vendor.ts';
import type { Check, Checked } from './checks.ts';
import { shown } from './shown.ts';

/** Reads a vendor's variables one by one, and remembers which are missing and which are malformed. */
export interface SettingsReader {
  /** The checked value; empty when it is missing or malformed, and then there is no connection. */
  required(name: string, check: Check<string>): string;
  /** The checked value, or this other one when the variable is unset. */
  optional<Value, Other>(name: string, check: Check<Value>, otherwise: Other): Value | Other;
  /** The zone that the variable names; UTC, and marked as assumed, when it is unset. */
  zone(name: string, check: Check<string>): Pick<Connection, 'zone' | 'zoneAssumed'>;
  /** The outcome: the connection is built only when nothing is missing and nothing is malformed. */
  connected(connection: () => Connection): Connected;
}

export function settingsReader(settings: readonly Setting[], read: ReadSetting): SettingsReader {
  const secretNames = settings.filter(({ secret }) => secret).map(({ name }) => name);
  const secrets = secretNames.flatMap((name) => read(name) ?? []);
  const missing: string[] = [];
  const problems: string[] = [];

  function optional<Value, Other>(name: string, check: Check<Value>, otherwise: Other): Value | Other {
    const text = read(name);
    if (text === undefined) return otherwise;
    const hidden = secretNames.includes(name);
    const checked = !hidden && secrets.some((secret) => strayed(secret, text)) ? stray : check(text);
    if ('value' in checked) return checked.value;
    problems.push(`${name}${hidden ? '' : ` is ${shown(checked.shown ?? text, secrets)}, and`} ${checked.problem}.`);
    return otherwise;
  }

  return {
    optional,
    required(name, check) {
      if (read(name) === undefined) missing.push(name);
      return optional(name, check, '');
    },
    zone: (name, check) => ({ zone: optional(name, check, 'UTC'), zoneAssumed: read(name) === undefined }),
    connected(connection) {
      const usable = missing.length === 0 && problems.length === 0;
      return usable ? { missing, problems, connection: connection() } : { missing, problems };
    },
  };
}

// A token in the tenant's place would be a good host name, and so be told to every name server on the way.
const stray: Checked<never> = { problem: 'must have its own value, not that of a key' };

function strayed(secret: string, text: string): boolean {
  return secret.length >= 8 && text.toLowerCase().includes(secret.toLowerCase());
}
