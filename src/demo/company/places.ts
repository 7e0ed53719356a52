export interface Country {
  name: string;
  code: string;
  language: string;
  weight: number;
  cities: readonly City[];
}

export interface City {
  name: string;
  region: string;
  dma: string;
  latitude: number;
  longitude: number;
}

/** Where the users live. The weight is how often a new user comes from there. */
export const countries: readonly Country[] = [
  country('United States', 'US', 'English', 29, [
    city('San Francisco', 'California', 37.77, -122.42, 'San Francisco-Oakland-San Jose, CA'),
    city('Austin', 'Texas', 30.27, -97.74, 'Austin, TX'),
    city('Chicago', 'Illinois', 41.88, -87.63, 'Chicago, IL'),
    city('Portland', 'Oregon', 45.52, -122.68, 'Portland, OR'),
  ]),
  country('Germany', 'DE', 'German', 15, [
    city('Berlin', 'Berlin', 52.52, 13.4),
    city('Hamburg', 'Hamburg', 53.55, 9.99),
    city('Munich', 'Bavaria', 48.14, 11.58),
  ]),
  country('United Kingdom', 'GB', 'English', 12, [
    city('London', 'England', 51.51, -0.13),
    city('Leeds', 'England', 53.8, -1.55),
    city('Glasgow', 'Scotland', 55.86, -4.25),
  ]),
  country('France', 'FR', 'French', 8, [
    city('Paris', 'Île-de-France', 48.86, 2.35),
    city('Lyon', 'Auvergne-Rhône-Alpes', 45.76, 4.84),
  ]),
  country('Netherlands', 'NL', 'Dutch', 6, [
    city('Amsterdam', 'North Holland', 52.37, 4.9),
    city('Utrecht', 'Utrecht', 52.09, 5.12),
  ]),
  country('Spain', 'ES', 'Spanish', 6, [
    city('Madrid', 'Madrid', 40.42, -3.7),
    city('Valencia', 'Valencia', 39.47, -0.38),
  ]),
  country('Canada', 'CA', 'English', 6, [
    city('Toronto', 'Ontario', 43.65, -79.38),
    city('Montréal', 'Quebec', 45.5, -73.57),
  ]),
  country('Poland', 'PL', 'Polish', 5, [
    city('Kraków', 'Lesser Poland', 50.06, 19.94),
    city('Warsaw', 'Mazovia', 52.23, 21.01),
  ]),
  country('India', 'IN', 'English', 5, [
    city('Bengaluru', 'Karnataka', 12.97, 77.59),
    city('Pune', 'Maharashtra', 18.52, 73.86),
  ]),
  country('Japan', 'JP', 'Japanese', 4, [city('Tokyo', 'Tokyo', 35.68, 139.69), city('Osaka', 'Osaka', 34.69, 135.5)]),
  country('Brazil', 'BR', 'Portuguese', 4, [
    city('São Paulo', 'São Paulo', -23.55, -46.63),
    city('Recife', 'Pernambuco', -8.05, -34.9),
  ]),
];

function country(name: string, code: string, language: string, weight: number, cities: readonly City[]): Country {
  return { name, code, language, weight, cities };
}

function city(name: string, region: string, latitude: number, longitude: number, dma = ''): City {
  return { name, region, dma, latitude, longitude };
}
