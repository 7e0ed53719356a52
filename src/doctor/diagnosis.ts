/** All that the doctor finds, in plain data: it is printed as text or as JSON, and holds the value of no setting. */
export interface Diagnosis {
  version: string;
  demo: boolean;
  installation: readonly Check[];
  settings: readonly SettingGroup[];
  vendors: readonly VendorCheck[];
  /** Whose calls the quota counts, and what people should know about it. */
  quota: { scope: string; notes: readonly string[] };
  snippet: { client: string; where: readonly string[]; language: string; text: string };
  verdict: Verdict;
  exitCode: number;
}

/** `warning`: it works, and somebody should know. `none`: there is nothing to be well or ill. */
export type Health = 'well' | 'warning' | 'broken' | 'none';

export interface Check {
  what: string;
  health: Health;
  /** A sentence or two. */
  finding: string;
}

export interface SettingGroup {
  /** The vendor's title, or `General`. */
  title: string;
  /** Of a vendor: `ready`, `unset`, `incomplete` or `malformed`. */
  state?: string;
  settings: readonly SettingCheck[];
}

export interface SettingCheck {
  name: string;
  /** `missing`: unset although the vendor, which is set up otherwise, needs it. */
  state: 'set' | 'unset' | 'missing' | 'malformed' | 'unknown';
  required: boolean;
  secret: boolean;
  meaning: string;
  /** What is wrong or odd about it, in words. */
  note?: string;
}

export interface VendorCheck extends Check {
  id: string;
  /** HTTP status of the answer, where there was one. */
  status?: number;
  milliseconds?: number;
  /** By how much the vendor's clock is ahead of this machine's, to the second. */
  clockAheadSeconds?: number;
  /** The variable that names the proxy that was asked. */
  proxy?: string;
  /** What the vendor was asked as: region, limit, another address than its own. */
  facts?: Readonly<Record<string, string>>;
  usage?: readonly { limit: string; used: number; left: number; most: number }[];
}

/** `nothing`: no vendor is set up. */
export type Verdict = 'well' | 'broken' | 'nothing';
