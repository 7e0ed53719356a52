import { prompted, promptsFor } from './clients.ts';
import { type Launch, serverName } from './launch.ts';

/** Links that add the server to a client which is asked to open them. */
export interface InstallLink {
  client: string;
  /** The client's own scheme. */
  deep: string;
  /** The same by the client's web page, for places such as GitHub that open https alone. */
  web: string;
}

/** What people read before they agree. */
const description = 'Metric questions answered from Amplitude, ChartMogul, Qonversion and Fynn';

/** "cursor://anysphere.cursor-deeplink/mcp/install?name=$NAME&config=$BASE64_ENCODED_CONFIG" (cursor.com/docs) */
export function cursorLink({ command, args, env }: Launch): InstallLink {
  // Where there is no secret yet, the field is left empty for its owner to fill in.
  const blank = Object.fromEntries(Object.keys(env).map((name) => [name, '']));
  const server = { command, args, ...(Object.keys(env).length === 0 ? {} : { env: blank }) };
  const config = Buffer.from(JSON.stringify(server)).toString('base64');
  const query = `name=${serverName}&config=${percent(config)}`;
  return {
    client: 'Cursor',
    deep: `cursor://anysphere.cursor-deeplink/mcp/install?${query}`,
    web: `https://cursor.com/en-US/install-mcp?${query}`,
  };
}

/** `vscode:mcp/install?` and a server with its name, as JSON, encoded once; VS Code asks for the inputs. */
export function vscodeLink(launch: Launch, edition: 'vscode' | 'vscode-insiders' = 'vscode'): InstallLink {
  const [config, inputs] = [prompted(launch), promptsFor(launch)];
  const asked = inputs.length === 0 ? {} : { inputs };
  const query = Object.entries({ ...asked, config }).map(([name, value]) => `${name}=${encoded(value)}`);
  const quality = edition === 'vscode' ? '' : '&quality=insiders';
  return {
    client: edition === 'vscode' ? 'VS Code' : 'VS Code Insiders',
    deep: `${edition}:mcp/install?${encoded({ name: serverName, ...config, ...asked })}`,
    web: `https://insiders.vscode.dev/redirect/mcp/install?name=${serverName}&${query.join('&')}${quality}`,
  };
}

function encoded(value: unknown): string {
  return percent(JSON.stringify(value));
}

/** `goose://extension?cmd=…&arg=…&env=NAME=`: Goose asks for each variable, and takes none that is empty. */
export function gooseLink({ command, args, env }: Launch): InstallLink {
  const pairs = [
    ['cmd', command],
    ...args.map((word) => ['arg', word]),
    ...[
      ['timeout', '120'],
      ['id', serverName],
      ['name', 'Metrics'],
      ['description', description],
    ],
    ...Object.keys(env).map((name) => ['env', `${name}=`]),
  ];
  const query = pairs.map(([name = '', value = '']) => `${name}=${percent(value)}`).join('&');
  return { client: 'Goose', deep: `goose://extension?${query}`, web: `https://goose-docs.ai/extension?${query}` };
}

/** What encodeURIComponent leaves would end a link in Markdown. */
function percent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
