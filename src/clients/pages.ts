import type { Vendor } from '../vendor.ts';
import { type Client, clients } from './clients.ts';
import { type Launch, npxLaunch, packageName, placeholder } from './launch.ts';
import { cursorLink, gooseLink, type InstallLink, vscodeLink } from './links.ts';

/** The parts of README.md and docs/clients.md that follow from the clients' formats, by their names there. */
export function clientPages(vendors: readonly Vendor[]): { readme: Blocks; clients: Blocks } {
  const [first] = vendors;
  const example = first === undefined ? npxLaunch({}, []) : launchFor([first]);
  return {
    readme: { install: installRow(vendors) },
    clients: {
      links: linkTable(vendors),
      ...Object.fromEntries(clients.map((client) => [client.id, localBlock(client, example)])),
      ...Object.fromEntries(clients.map((client) => [`${client.id}-http`, remoteBlock(client)])),
      windows_places: windowsPlaces(),
      windows: windowsBlocks(example),
      clone: cloneBlocks(example),
      goose_link: block('', gooseLink(example).deep),
      vscode_link: block('', vscodeLink(example).deep),
      cursor_link: block('', cursorLink(example).deep),
    },
  };
}

type Blocks = Readonly<Record<string, string>>;

/** Started with what these vendors cannot do without, to be filled in. */
function launchFor(vendors: readonly Vendor[]): Launch {
  const settings = vendors.flatMap((vendor) => vendor.settings.filter(({ required }) => required));
  const env = Object.fromEntries(settings.map(({ name }) => [name, placeholder]));
  return npxLaunch(
    env,
    settings.filter(({ secret }) => secret).map(({ name }) => name),
  );
}

function installRow(vendors: readonly Vendor[]): string {
  const all = launchFor(vendors);
  const links = [cursorLink(all), vscodeLink(all), vscodeLink(all, 'vscode-insiders')];
  const demo = gooseLink(demoLaunch());
  return [...links.map(link), `[${demo.client} (demo)](${demo.web})`].join(' · ');
}

function linkTable(vendors: readonly Vendor[]): string {
  const columns: [string, Launch][] = [
    ['try the demo', demoLaunch()],
    ...vendors.map((vendor): [string, Launch] => [vendor.title, launchFor([vendor])]),
    ['all of them', launchFor(vendors)],
  ];
  const rows = [cursorLink, vscodeLink, (launch: Launch) => vscodeLink(launch, 'vscode-insiders'), gooseLink].map(
    (linkOf) => {
      const made = columns.map(([, launch]) => linkOf(launch));
      // Goose takes no variable that is left empty, and few have all vendors.
      const cells = made.map((one, index) =>
        one.client === 'Goose' && index === made.length - 1 ? '–' : `[add](${one.web})`,
      );
      return `| ${made[0]?.client ?? ''} | ${cells.join(' | ')} |`;
    },
  );
  const head = `| | ${columns.map(([title]) => title).join(' | ')} |`;
  return [head, `| --- |${columns.map(() => ' --- |').join('')}`, ...rows].join('\n');
}

function link({ client, web }: InstallLink): string {
  return `[${client}](${web})`;
}

function demoLaunch(): Launch {
  const { command, args } = npxLaunch({}, []);
  return { command, args: [...args, '--demo'], env: {}, secrets: [] };
}

function localBlock({ language, local }: Client, launch: Launch): string {
  return block(language, local(launch));
}

function remoteBlock({ language, remote }: Client): string {
  return block(language, remote({ url: 'https://metrics.example.com/mcp', token: placeholder }));
}

/** Where each client's snippet goes there, a row for each place. */
function windowsPlaces(): string {
  const rows = clients.flatMap(({ title, where }) =>
    where.flatMap((line) => {
      const [, kind = '', place = ''] = /^Windows(.*?): (.+)$/.exec(line) ?? [];
      return place === '' ? [] : [`| ${title}${kind} | ${place.replace(/%\S+/, '`$&`')} |`];
    }),
  );
  return ['| client | place |', '| --- | --- |', ...rows].join('\n');
}

function windowsBlocks({ env, secrets }: Launch): string {
  const launch = npxLaunch(env, secrets, 'win32');
  return ['claude-desktop', 'claude-code', 'codex']
    .flatMap((id) => clients.filter((client) => client.id === id))
    .map(({ language, local }) => block(language, local(launch, 'win32')))
    .join('\n\n');
}

function cloneBlocks({ env, secrets }: Launch): string {
  const paths = [`/path/to/${packageName}/dist/metrics-mcp.mjs`, `C:\\path\\to\\${packageName}\\dist\\metrics-mcp.mjs`];
  return clients
    .filter(({ id }) => id === 'claude-desktop')
    .flatMap(({ language, local }) =>
      paths.map((path) => block(language, local({ command: 'node', args: [path], env, secrets }))),
    )
    .join('\n\n');
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
