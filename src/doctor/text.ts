import { clientNamed, clients } from '../clients/clients.ts';
import { placeholder } from '../clients/launch.ts';
import { count } from '../report/number.ts';
import { type Colour, tint } from '../terminal.ts';
import type { Check, Diagnosis, Health, SettingCheck, SettingGroup, VendorCheck } from './diagnosis.ts';

/** The diagnosis for people. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const { version, demo, installation, settings, vendors, quota, snippet } = diagnosis;
  const others = clients.map(({ id }) => id).filter((id) => id !== snippet.client);
  const lines = [
    tint('bold', `metrics-mcp ${version}${demo ? ', with simulated vendors' : ''}`),
    ...['', tint('bold', 'This installation'), ...installation.map(checkLine)],
    ...['', tint('bold', 'Settings'), ...settings.flatMap(groupLines)],
    ...['', tint('bold', 'Vendors'), ...vendors.filter(isBegun).flatMap(vendorLines), ...restLine(vendors)],
    ...(vendors.some(({ usage }) => usage) ? [`  The quota is used by ${quota.scope}.`] : []),
    ...quota.notes.map((note) => `  ${mark('warning')} ${note}`),
    ...['', tint('bold', `To add this installation to ${clientNamed(snippet.client)?.title ?? snippet.client}`)],
    ...snippet.where.map((place) => `  ${place}`),
    ...(snippet.text.includes(placeholder) ? [`  Your own values go in place of ${placeholder}.`] : []),
    ...['', snippet.text, '', `Other clients: --client ${others.join(', ')}`],
    ...['', verdictLine(diagnosis)],
  ];
  return `${lines.join('\n')}\n`;
}

function checkLine({ what, health, finding }: Check): string {
  return `  ${mark(health)} ${what}: ${finding}`;
}

const states: Readonly<Record<string, string>> = {
  ready: 'set up',
  unset: 'not set up',
  incomplete: 'half set up',
  malformed: 'set up wrongly',
};

/** Of a vendor that nobody has begun to set up, what it would need; of any other, every setting. */
function groupLines({ title, state, settings }: SettingGroup): string[] {
  const begun = state !== 'unset' || settings.some((one) => one.state !== 'unset' || one.note !== undefined);
  const worthTelling = begun ? settings : settings.filter(({ required }) => required);
  const width = Math.max(...worthTelling.map(({ name }) => name.length));
  const head = state === undefined ? title : `${title}: ${states[state] ?? state}`;
  return [`  ${head}`, ...worthTelling.map((one) => `    ${one.name.padEnd(width)}  ${settingText(one, begun)}`)];
}

function settingText({ state, note, meaning }: SettingCheck, begun: boolean): string {
  const ill = state === 'malformed' || state === 'missing';
  const word = tint(ill ? 'red' : state === 'unknown' ? 'yellow' : state === 'set' ? 'green' : 'dim', state);
  const explained = (state === 'unset' && !begun) || state === 'missing';
  return [word, note, explained ? meaning : undefined]
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/\.$/, ''))
    .join('. ');
}

function isBegun({ health }: VendorCheck): boolean {
  return health !== 'none';
}

function restLine(vendors: readonly VendorCheck[]): string[] {
  const rest = vendors.filter((one) => !isBegun(one)).map(({ what }) => what);
  return rest.length === 0 ? [] : [`  ${mark('none')} not set up: ${rest.join(', ')}`];
}

function vendorLines(check: VendorCheck): string[] {
  const { milliseconds, proxy, facts = {}, clockAheadSeconds: ahead, usage = [] } = check;
  if (milliseconds === undefined) return [checkLine(check)];
  const way = proxy === undefined ? '' : `, through the proxy of ${proxy}`;
  const asked = Object.entries(facts).map(([name, value]) => `; ${name}: ${value}`);
  const used = usage.map(({ limit, used, most }) => `${count(used)} of ${count(most)} ${limit}`);
  return [
    checkLine(check),
    `      took ${count(milliseconds)} ms${way}${asked.join('')}`,
    ...(ahead === undefined ? [] : [`      ${clockText(ahead)}`]),
    ...(used.length === 0 ? [] : [`      quota used: ${used.join(', ')}`]),
  ];
}

/** From here on a clock is wrong enough to move what is sent around midnight into another day. */
export const clockTolerance = 60;

function clockText(ahead: number): string {
  const seconds = `${count(Math.abs(ahead))} s`;
  if (Math.abs(ahead) < 3) return "clock: agrees with this machine's";
  const text = `clock: ${seconds} ${ahead > 0 ? 'ahead of' : 'behind'} this machine's`;
  const advice = " (set this machine's clock: days begin and end at the wrong moment)";
  return Math.abs(ahead) < clockTolerance ? text : `${mark('warning')} ${text}${advice}`;
}

const marks: Readonly<Record<Health, readonly [Colour, string]>> = {
  well: ['green', '✓'],
  warning: ['yellow', '!'],
  broken: ['red', '✗'],
  none: ['dim', '–'],
};

function mark(health: Health): string {
  return tint(...marks[health]);
}

function verdictLine({ verdict, demo }: Diagnosis): string {
  const texts = {
    well: tint('green', demo ? 'The demo works.' : 'All that is set up works.'),
    broken: tint('red', 'Something that is set up does not work: see the marks above.'),
    nothing: tint('yellow', 'No vendor is set up yet. Set the variables of one, or try --demo.'),
  };
  return texts[verdict];
}
