/** A vendor as the engine sees it: how to reach it, what it allows, and how its errors read. Data and pure functions. */
export interface Vendor {
  /** Lower case, the first word of its tools' names. */
  id: string;
  title: string;
  settings: readonly Setting[];
  /** The settings as a way to the vendor, or what is missing or wrong about them. Pure. */
  connect(read: ReadSetting): Connected;
  /** What an answer that is not 2xx means. */
  failure(answer: VendorAnswer): Failure;
  /** Where the names of its events can be had: to complete them, and to explain an error or an empty answer. */
  eventNames?: EventNames;
  /** What is to be said of a property's name that failed or found nothing; undefined where it is well. Pure. */
  aboutProperty?(property: PropertyName): string | undefined;
  /** A cheap request that shows whether the vendor is reached and takes the key. */
  probe: Probe;
  /** What calls of this vendor cost and how much there is, in one sentence for error texts and for the status tool. */
  quotaSentence?: string;
}

/** The request for the list of events, and what is not in it. */
export interface EventNames extends Probe {
  /** The names of the list, the most frequent first. */
  read(body: unknown): string[];
  /** Codes that stand in the place of an event and are in no list, with what they mean. */
  codes: Readonly<Record<string, string>>;
  /** How the events that owners make of others are written: `ce:NAME`. They are in no list either. */
  custom: { prefix: string; advice: string };
}

export interface PropertyName {
  /** Whose property it is. */
  type: 'event' | 'user';
  name: string;
  /** Its values are asked for, one of which may be wrong. */
  filtered?: boolean;
}

/** One fixed request. */
export interface Probe {
  endpoint: string;
  price: Price;
  request: Request;
}

export interface Setting {
  name: string;
  /** One sentence: what it is and where it is found. */
  meaning: string;
  required: boolean;
  secret: boolean;
}

/** The trimmed value of a variable; undefined when it is unset, empty or an unsubstituted `${user_config.…}`. */
export type ReadSetting = (name: string) => string | undefined;

export type Connected = {
  /** Required variables that are not set. */
  missing: readonly string[];
  /** Sentences that name a malformed variable, its value unless secret, and what is accepted. */
  problems: readonly string[];
  /** Present when nothing is missing and nothing is malformed. */
  connection?: Connection;
};

export interface Connection {
  /** Scheme, host, port and an optional path prefix, without a slash at the end. */
  origin: string;
  headers: Readonly<Record<string, string>>;
  /** Secrets that stand in paths: `{projectApiKey}` in a request's path is replaced by its value. */
  pathSecrets: Readonly<Record<string, string>>;
  /** A hash of the credentials and the origin: names the quota, the cache and the results, and tells nothing. */
  fingerprint: string;
  /** Every secret of this connection, to be struck from anything that is said. */
  secrets: readonly string[];
  /** IANA zone of the vendor's dates. */
  zone: string;
  /** True when the zone is our default, not the owner's word. */
  zoneAssumed: boolean;
  limits: Limits;
  /** What the status tool tells beside the rest, for instance `region: eu`. */
  facts: Readonly<Record<string, string>>;
}

/** What the vendor allows to all users of one key together. */
export interface Limits {
  atOnce: { calls: number; cost?: number };
  windows: readonly Window[];
}

/** At most `limit` calls, or units of cost, in any `milliseconds`. With `pool`, only calls of that pool count. */
export interface Window {
  name: string;
  milliseconds: number;
  unit: 'calls' | 'cost';
  limit: number;
  pool?: string;
}

/** What one request takes from the quota. */
export interface Price {
  cost: number;
  /** The pool that it is counted in beside the rest, for instance Amplitude's user calls. */
  pool?: string;
}

/** One GET. Query pairs are encoded once, in this order; a name may stand several times. */
export interface Request {
  path: string;
  query: readonly (readonly [name: string, value: string])[];
  /** The body may be plain text; it is then read as `{ "data": text }`. */
  textAllowed?: boolean;
}

export interface VendorAnswer {
  status: number;
  /** The parsed body, or its text where it is not JSON. */
  body: unknown;
  /** Path template of the endpoint, for instance `/api/3/chart/{chart}/query`. */
  endpoint: string;
}

/** What an error answer of a vendor means. */
export interface Failure {
  kind: 'input' | 'credentials' | 'permission' | 'not_found' | 'rate_limit' | 'vendor';
  /** The vendor's own words, if it used any; cleaned and cut by whoever prints them. */
  detail?: string;
  /** Who must act and how, in a sentence or two. */
  advice: string;
  /** True when the same request may succeed a moment later (never for hourly limits). */
  retry: boolean;
  /** The cost that the vendor names, which may differ from our price. */
  cost?: number;
  /** Which names of the question may be at fault: an event's, a property's, or either. */
  about?: 'event' | 'property' | 'name';
}
