/** What stands in the place of a value that is somebody's own. */
export const masked = '(masked)';

/** A value of somebody's properties, safe to show: hidden when its key or its look is personal. */
export function maskValue(key: string, value: string): string {
  if (/^(true|false)?$/i.test(value)) return value;
  if (isPersonalKey(key)) return masked;
  return keyWords(key).includes('version') ? maskEmails(value) : maskText(value);
}

/** Free text without e-mail and IP addresses, phone numbers, coordinates, long ids, and values of personal keys. */
export function maskText(text: string): string {
  const pairs = text.split(/([&?#;,{}[\]\r\n])/).map(maskPair);
  return patterns.reduce((shown, [pattern, name]) => shown.replace(pattern, `(${name} masked)`), pairs.join(''));
}

/** Text without the e-mail addresses in it. */
export function maskEmails(text: string): string {
  return text.replace(email, '(e-mail masked)');
}

/** Whether a property's name says that its value is a person's or a device's own. */
export function isPersonalKey(key: string): boolean {
  const parts = keyWords(key);
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2) ?? '';
  if (harmless.has(last)) return false;
  if (parts.some((part) => personal.has(part)) || personal.has(parts.join('')) || alone.has(last)) return true;
  if (last === 'name' || last === 'names') return !things.has(before);
  return ids.has(last) && (before === '' || owners.has(before));
}

// "userEmail", "user_email" and "gp:User E-Mail" have the same words.
function keyWords(key: string): string[] {
  const spaced = key.replace(/e-mail/gi, 'email').replace(/([a-z\d])([A-Z])/g, '$1 $2');
  const parts = spaced.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return parts.filter((part) => part !== '' && part !== 'gp');
}

/** `name=value` and `"name": "value"` inside a text, as in addresses and JSON. */
function maskPair(part: string): string {
  const at = part.search(/[:=]/);
  const isPair = at > 0 && at <= 80 && part.slice(at + 1).trim() !== '';
  return isPair && isPersonalKey(part.slice(0, at)) ? `${part.slice(0, at + 1)}${masked}` : part;
}

// Each begins where no character of its own stands before, so that a long text is read once.
const email = /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+?(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;

const patterns: readonly (readonly [RegExp, string])[] = [
  [email, 'e-mail'],
  [/(?<![\da-f])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\da-f])/gi, 'id'],
  // Three decimals of a degree are a hundred metres.
  [/-?(?<!\d)\d{1,3}\.\d{3,}\s{0,3}[,;/ ]\s{0,3}-?\d{1,3}\.\d{3,}/g, 'coordinates'],
  [/(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!\d|\.\d)/g, 'address'],
  // IPv6 and hardware addresses; a time of day has two colons only.
  [/(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])/gi, 'address'],
  [/\+\d[\d ()./-]{6,24}\d/g, 'phone'],
  [/(?<![\p{L}\p{N}])(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{16,}(?![\p{L}\p{N}])/giu, 'id'],
  // Tokens mix capitals, small letters and digits; names of things do not at this length.
  [/(?<![\p{L}\p{N}_-])(?=[^\W\d]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,}(?![\p{L}\p{N}_-])/gu, 'id'],
  // Long numbers are ids and phone numbers, except Unix times of our decades in seconds and milliseconds.
  [/(?<![\d.])(?!1\d{9}(?!\d)|1\d{12}(?!\d))\d{9,}(?!\d|\.\d)/g, 'id'],
];

const harmless = new Set([
  ...['click', 'clicked', 'clicks', 'count', 'counts', 'domain', 'enabled', 'length', 'method', 'opened', 'provider'],
  ...['sent', 'status', 'total', 'type', 'verified', 'version'],
]);

const personal = new Set([
  ...['address', 'addresses', 'adid', 'bic', 'birth', 'birthdate', 'birthday', 'coordinates', 'customerid', 'deviceid'],
  ...['dob', 'email', 'emails', 'fax', 'firstname', 'fullname', 'gaid', 'geolocation', 'iban', 'idfa', 'idfv', 'imei'],
  ...['ip', 'ipaddress', 'ips', 'lastname', 'lat', 'latitude', 'lng', 'lon', 'longitude', 'mail', 'msisdn', 'nickname'],
  ...[
    'passport',
    'password',
    'phone',
    'phones',
    'postal',
    'postcode',
    'secret',
    'ssn',
    'street',
    'surname',
    'telephone',
  ],
  ...['token', 'userid', 'username', 'whatsapp', 'zipcode'],
]);

// Personal only as the last word: "login" is, "login_screen" is not.
const alone = new Set(['geo', 'login', 'long', 'mac', 'mobile', 'user', 'zip']);

// What a name names when it is not a person.
const things = new Set([
  ...['app', 'browser', 'button', 'campaign', 'category', 'channel', 'city', 'class', 'collection', 'component'],
  ...['content', 'country', 'course', 'domain', 'element', 'event', 'experiment', 'feature', 'flow', 'font', 'form'],
  ...['game', 'genre', 'host', 'icon', 'item', 'lesson', 'level', 'library', 'list', 'menu', 'method', 'model'],
  ...['module', 'offer', 'os', 'package', 'page', 'plan', 'platform', 'playlist', 'product', 'promotion', 'property'],
  ...[
    'region',
    'route',
    'screen',
    'section',
    'segment',
    'service',
    'song',
    'source',
    'state',
    'status',
    'step',
    'store',
  ],
  ...[
    'tab',
    'tag',
    'task',
    'template',
    'theme',
    'tier',
    'tool',
    'track',
    'type',
    'variant',
    'version',
    'video',
    'view',
  ],
  ...['widget'],
]);

const ids = new Set(['guid', 'id', 'identifier', 'ids', 'uid', 'uuid']);

// Whose ids identify a person or a device.
const owners = new Set([
  ...['account', 'ad', 'advertising', 'amplitude', 'android', 'anonymous', 'apple', 'client', 'contact', 'customer'],
  ...['device', 'distinct', 'employee', 'external', 'facebook', 'google', 'guest', 'installation', 'instance', 'login'],
  ...[
    'member',
    'owner',
    'patient',
    'person',
    'player',
    'profile',
    'student',
    'subscriber',
    'user',
    'vendor',
    'visitor',
  ],
]);
