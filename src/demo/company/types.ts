/** Somebody who uses the simulated app. Property names are the vendor's where it has them. */
export interface DemoUser {
  /** Decimal digits: most ids have 12, a few have more than a double can hold. */
  amplitudeId: string;
  userId: string;
  deviceId: string;
  name: string;
  email: string;
  /** English name, as Amplitude shows it. */
  country: string;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
  region: string;
  city: string;
  /** Market area, known in the United States only; '' elsewhere. */
  dma: string;
  language: string;
  platform: Platform;
  os: string;
  device: string;
  deviceType: string;
  carrier: string;
  latitude: number;
  longitude: number;
  /** Milliseconds since the epoch: the time of this user's first event. */
  firstSeen: number;
  /** The app version of the first event. */
  startVersion: string;
  /** Custom user properties, without the gp: prefix. A missing key is "(none)". */
  properties: Record<string, string>;
}

export type Platform = 'iOS' | 'Android' | 'Web';

export type PropertyValue = string | number | boolean;

export interface DemoEvent {
  /** Milliseconds since the epoch. */
  time: number;
  user: DemoUser;
  type: string;
  /** The start of the session in milliseconds; -1 when the event is outside of any session. */
  session: number;
  /** The app version at that time. */
  version: string;
  properties: Record<string, PropertyValue>;
}

export interface Company {
  /** YYYY-MM-DD in `zone`: the running, partial day. */
  today: string;
  now: number;
  /** IANA name; days are cut in it. */
  zone: string;
  users: DemoUser[];
  /** By time. */
  events: DemoEvent[];
}

/** `body` is sent as JSON, or as it is when it is a string. */
export type DemoAnswer = { status: number; body: unknown; headers?: Record<string, string> };

export type DemoRequest = {
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  signal: AbortSignal;
};

/** One vendor's API. null: the path is not of this vendor. */
export type Dialect = (request: DemoRequest) => DemoAnswer | Promise<DemoAnswer> | null;
