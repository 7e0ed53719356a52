/** What a vendor cannot do without, by its id. */
export interface Needs {
  id: string;
  /** Names of variables. */
  required: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The ids of the vendors that somebody has begun to set up: something that they need is set, well or not. */
export function begunVendors(needs: readonly Needs[], environment: Environment): string[] {
  return needs
    .filter(({ required }) => required.some((name) => settled(environment[name]) !== undefined))
    .map(({ id }) => id);
}

/** A variable's value, trimmed; undefined where it is unset. */
// Desktop hosts pass on an option that was left empty as an empty string, or as the template that it would have filled.
export function settled(raw: string | undefined): string | undefined {
  const value = raw?.trim();
  return value === undefined || value === '' || /^\$\{.*\}$/s.test(value) ? undefined : value;
}
