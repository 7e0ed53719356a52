import type { Connected, Connection, ReadSetting, Vendor } from '../../src/vendor.ts';

/** Reads variables from an object, as the configuration does from the environment. */
export function from(variables: Readonly<Record<string, string>>): ReadSetting {
  return (name) => variables[name];
}

/** The connection of a vendor whose settings are all well; fails with their problems otherwise. */
export function connection(vendor: Vendor, variables: Readonly<Record<string, string>>): Connection {
  const connected = vendor.connect(from(variables));
  if (connected.connection === undefined) throw new Error(JSON.stringify(connected));
  return connected.connection;
}

/** Everything about a connection attempt that may be shown to somebody. */
export function told({ missing, problems, connection: made }: Connected): string {
  return JSON.stringify([
    missing,
    problems,
    made && [made.fingerprint, made.facts, made.origin, made.zone, made.limits],
  ]);
}
