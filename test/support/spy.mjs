// Loaded before a program: writes a line to stderr for each thing that the program does outside itself.
import child_process from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const writing =
  /^(write|append|mkdir|mkdtemp|rename|unlink|symlink|link|rm|rmdir|truncate|copyFile|cp|utimes|chmod|createWriteStream)/;
const reading = /^(readFile|readdir|readlink|createReadStream|opendir)/;

for (const [place, prefix] of [
  [fs, 'fs'],
  [fs.promises, 'fs.promises'],
]) {
  for (const name of Object.keys(place).filter((one) => writing.test(one))) watch(place, name, `${prefix} write`);
  for (const name of Object.keys(place).filter((one) => reading.test(one))) watch(place, name, `${prefix} read`);
  for (const name of ['open', 'openSync'].filter((one) => one in place)) watch(place, name, `${prefix} open`);
}
for (const name of ['spawn', 'spawnSync', 'exec', 'execFile', 'execSync', 'execFileSync', 'fork'])
  watch(child_process, name, 'process');
for (const name of Object.keys(dns).filter((one) => /^(lookup|resolve)/.test(one))) watch(dns, name, 'network');
watch(net.Socket.prototype, 'connect', 'network');
watch(net.Server.prototype, 'listen', 'network');
watch(dgram, 'createSocket', 'network');
syncBuiltinESMExports();

function watch(place, name, what) {
  const original = place[name];
  if (typeof original !== 'function' || /^[A-Z]/.test(name)) return;
  place[name] = function (...given) {
    // stdout and stderr are the protocol's and the log's.
    if (!(name === 'writeSync' || name === 'write') || given[0] > 2)
      told(`${what}: ${name} ${String(given[0]).slice(0, 80)}`);
    return Reflect.apply(original, this, given);
  };
}

function told(text) {
  process.stderr.write(`SPY ${text}\n`);
}
