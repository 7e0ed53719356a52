import type { Client } from '../clients/clients.ts';
import { ownLaunch, placeholder } from '../clients/launch.ts';
import { type Environment, settled } from '../set-up.ts';
import { readProxies } from '../wire/proxy.ts';
import type { Diagnosis, SettingGroup } from './diagnosis.ts';

/** What adds this installation with its settings to a client; their values are for their owner to fill in. */
export function snippetFor(
  client: Client,
  groups: readonly SettingGroup[],
  { environment, demo }: { environment: Environment; demo: boolean },
): Diagnosis['snippet'] {
  const { id, where, language, local } = client;
  const env = demo ? {} : { ...settingsIn(groups, environment), ...networkIn(environment) };
  const secrets = groups.flatMap(({ settings }) => settings.filter(({ secret }) => secret).map(({ name }) => name));
  const launch = ownLaunch(env, [...secrets, ...proxyVariables], demo ? ['--demo'] : []);
  return { client: id, where, language, text: local(launch, process.platform) };
}

/** What is set; where no vendor is, also what the first one needs. */
function settingsIn(groups: readonly SettingGroup[], environment: Environment): Record<string, string> {
  const isBegun = groups.some(({ state }) => state !== undefined && state !== 'unset');
  const needed = isBegun ? [] : (groups[0]?.settings.filter(({ required }) => required) ?? []);
  const set = groups
    .flatMap(({ settings }) => settings)
    .filter(({ name, state }) => state !== 'unknown' && settled(environment[name]) !== undefined);
  return Object.fromEntries([...needed, ...set].map(({ name }) => [name, placeholder]));
}

const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/** Desktop clients do not pass these on by themselves. */
function networkIn(environment: Environment): Record<string, string> {
  const proxies = readProxies(environment).named.map((one) => {
    const isOpen = 'origin' in one && one.authorization === undefined;
    return [one.variable, isOpen ? one.origin : placeholder];
  });
  const others = ['no_proxy', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'].flatMap((name) => {
    const value = settled(environment[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...proxies, ...others]);
}
