/** What a mask stands for. */
export type Kind = 'user' | 'name' | 'e-mail' | 'phone' | 'device' | 'address' | 'place' | 'id' | 'secret' | 'value';

/** Whether a property's name says that its value is a person's or a device's own. */
export function isPersonalKey(key: string): boolean {
  const parts = keyWords(key);
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2) ?? '';
  if (harmless.has(last)) return false;
  if (parts.some((part) => personal.has(part)) || personal.has(parts.join('')) || alone.has(last)) return true;
  const [noun, owner] = nameParts.has(last) && names.has(before) ? [before, parts.at(-3) ?? ''] : [last, before];
  if (names.has(noun)) return !hasWord(things, owner);
  return ids.has(noun) && (owner === '' || hasWord(owners, owner));
}

/** What the value of a personal property is called. */
export function kindOfKey(key: string): Kind {
  const parts = keyWords(key);
  const said = [...parts, parts.join('')];
  return kinds.find(([, words]) => said.some((part) => words.has(part)))?.[0] ?? 'value';
}

/** Whether a value under this key may look like an address or a long number and be none. */
export function isVersionKey(key: string): boolean {
  return keyWords(key).includes('version');
}

/** In the singular or the plural: what lists hold is named by their own names. */
function hasWord(set: ReadonlySet<string>, word: string): boolean {
  return set.has(word) || set.has(word.replace(/s$/, ''));
}

// "userEmail", "user_email" and "gp:User E-Mail" have the same words. A mask in a name says nothing of the value, nor does
// the place in a list ("users.0.id") or the number of several of a kind ("email2").
function keyWords(key: string): string[] {
  const own = key.replace(/\([a-z-]+ #\d+\)/g, ' ');
  const spaced = own.replace(/e-mail/gi, 'email').replace(/([a-z\d])([A-Z])/g, '$1 $2');
  const parts = spaced.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return parts.map((part) => part.replace(/\d+$/, '')).filter((part) => part !== '' && part !== 'gp');
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

const harmless = words(
  'accuracy campaign click clicked clicks count counts domain enabled length method opened provider quality sent status ' +
    'total type verified version',
);

const mails = 'email emails mail';
const phones = 'fax mobilenumber msisdn phone phones tel telephone whatsapp';
const devices = 'adid deviceid gaid idfa idfv imei';
const networks = 'ip ipaddress ips';
const locations = 'coordinates coords geolocation geopoint gps lat latitude latlng latlon latlong lng lon longitude';
const homes = 'address addresses postal postcode street zipcode';
const people = 'displayname firstname fullname lastname nickname surname username';
const keys = 'password secret token';

const personal = words(
  [mails, phones, devices, networks, locations, homes, people, keys].join(' ') +
    ' bic birth birthdate birthday customerid dob iban passport ssn userid',
);

// Personal only as the last word: "login" is, "login_screen" is not.
const alone = words('geo login long mac mobile user zip');

// The first that has a word of the key.
const kinds: readonly (readonly [Kind, ReadonlySet<string>])[] = [
  ['e-mail', words(mails)],
  ['phone', words(`${phones} mobile`)],
  ['secret', words(keys)],
  ['device', words(`${devices} device mac android advertising installation`)],
  ['address', words(networks)],
  ['place', words(`${locations} ${homes} geo long zip`)],
  ['name', words(`${people} name names login`)],
  ['user', words('customerid userid user guid id identifier ids uid uuid')],
];

const names = words('name names');

// What a person's name is made of, where a record of its own holds it.
const nameParts = words('family first full given last middle');

// What a name names when it is not a person.
const things = words(
  'app browser button campaign category channel city class collection component content country course domain element ' +
    'event experiment feature flow font form game genre host icon item lesson level library list menu method model ' +
    'module offer os package page plan platform playlist product promotion property region route screen section ' +
    'segment service song source state status step store tab tag task template theme tier tool track type variant ' +
    'version video view widget',
);

const ids = words('guid id identifier ids uid uuid');

// Whose ids identify a person or a device.
const owners = words(
  'account ad advertising amplitude android anonymous apple client contact customer device distinct employee external ' +
    'facebook google guest installation instance login member owner patient person player profile student subscriber ' +
    'user vendor visitor',
);
