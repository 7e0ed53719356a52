import { execFileSync } from 'node:child_process';

/** A PATH on which the commands of these packages come first, fetched by npx where they are not there yet. */
export function pathWith(...packages) {
  const wanted = packages.flatMap((one) => ['-p', one]);
  const told = ['node', '-p', 'process.env.PATH'];
  // Without its warning that the packages want a newer Node: they bring it.
  return execFileSync('npx', ['-y', '--loglevel=error', ...wanted, ...told], { encoding: 'utf8' }).trim();
}
