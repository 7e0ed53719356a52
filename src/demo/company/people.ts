import { type Country, countries } from './places.ts';
import type { Random } from './random.ts';
import { campaign } from './story.ts';
import type { DemoUser, Platform } from './types.ts';

/** A new user. `number` is unique in the company; `fromCampaign` puts them in the campaign's country. */
export function newUser(
  number: number,
  firstSeen: number,
  startVersion: string,
  fromCampaign: boolean,
  random: Random,
): DemoUser {
  const { name, email } = person(number, random);
  return {
    amplitudeId: amplitudeId(number, random),
    userId: `u-${String(number).padStart(5, '0')}`,
    deviceId: hexadecimal(random),
    name,
    email,
    ...place(fromCampaign, random),
    ...device(random),
    firstSeen,
    startVersion,
    properties: customProperties(fromCampaign, random),
  };
}

/** Most ids have 12 digits; every 97th has 19, more than a double can hold. */
function amplitudeId(number: number, random: Random): string {
  const tail = String(random.integer(100_000, 999_999)) + String(number).padStart(5, '0');
  return number % 97 === 0 ? `90071992${tail}` : `3${tail}`;
}

function person(number: number, random: Random): { name: string; email: string } {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const mailbox = `${first}.${last}${number}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9.]/g, '');
  return { name: `${first} ${last}`, email: `${mailbox}@example.com` };
}

function place(fromCampaign: boolean, random: Random) {
  const country = homeCountry(fromCampaign, random);
  const city = random.pick(country.cities);
  const located = random.chance(0.94);
  return {
    country: country.name,
    countryCode: country.code,
    language: random.chance(0.9) ? country.language : 'English',
    region: located ? city.region : '',
    city: located ? city.name : '',
    dma: located ? city.dma : '',
    latitude: city.latitude,
    longitude: city.longitude,
  };
}

function homeCountry(fromCampaign: boolean, random: Random): Country {
  const drawn = random.weighted(homes);
  return fromCampaign ? (countries.find((country) => country.name === campaign.country) ?? drawn) : drawn;
}

function device(random: Random) {
  const platform = random.weighted(platforms);
  const [os, device, deviceType] = random.pick(devices[platform]);
  return { platform, os, device, deviceType, carrier: platform === 'Web' ? '' : random.pick(carriers) };
}

function customProperties(fromCampaign: boolean, random: Random): Record<string, string> {
  const channel = fromCampaign ? campaign.channel : random.weighted(channels);
  const ageGroup = random.weighted(ageGroups);
  return {
    plan: 'free',
    ...(channel && { acquisition_channel: channel }),
    ...(ageGroup && { age_group: ageGroup }),
    newsletter: random.chance(0.4) ? 'true' : 'false',
  };
}

function hexadecimal(random: Random): string {
  return Array.from({ length: 4 }, () => random.integer(0, 0xffffffff).toString(16).padStart(8, '0')).join('');
}

const homes = countries.map((country) => [country, country.weight] as const);

const platforms: readonly (readonly [Platform, number])[] = [
  ['iOS', 38],
  ['Android', 40],
  ['Web', 22],
];

const devices: Record<Platform, readonly (readonly [os: string, device: string, deviceType: string])[]> = {
  iOS: [
    ['ios 18.1', 'Apple iPhone', 'Apple iPhone 16'],
    ['ios 17.6', 'Apple iPhone', 'Apple iPhone 14'],
    ['ios 17.5', 'Apple iPad', 'Apple iPad Air'],
  ],
  Android: [
    ['android 15', 'Google Pixel', 'Google Pixel 9'],
    ['android 14', 'Samsung Galaxy', 'Samsung Galaxy S23'],
    ['android 13', 'Xiaomi Redmi', 'Xiaomi Redmi Note 12'],
  ],
  Web: [
    ['Chrome 130', 'Windows', 'Windows'],
    ['Safari 18', 'Mac', 'Mac'],
    ['Firefox 132', 'Linux', 'Linux'],
  ],
};

const carriers = ['AT&T', 'Vodafone', 'Orange', 'T-Mobile', 'O2'] as const;

const channels: readonly (readonly [string, number])[] = [
  ['organic', 40],
  ['paid_search', 24],
  ['social', 19],
  ['referral', 11],
  ['', 6],
];

const ageGroups: readonly (readonly [string, number])[] = [
  ['18-24', 17],
  ['25-34', 34],
  ['35-44', 22],
  ['45+', 13],
  ['', 14],
];

const firstNames = 'Ada Noor Mateo Ines Jonas Mila Kenji Priya Lucas Zoë Emre Freya Tomás Lena Omar Ruth'.split(' ');
const lastNames = 'Lindqvist Okafor Silva Brandt Moreau Tanaka Iyer Novak Haddad Jansen Ruiz Kelly Costa Berg'.split(
  ' ',
);
