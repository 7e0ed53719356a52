import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate authority that nobody knows, and a certificate of it for these hosts; PEM. */
export function makeCertificates(hosts: readonly string[]): { authority: string; certificate: string; key: string } {
  const [root, leaf] = [newKey(), newKey()];
  const basicConstraints = extension('551d13', sequence(Buffer.from('0101ff', 'hex')));
  const names = hosts.map((host) => element(0x82, Buffer.from(host)));
  return {
    authority: certificate({ subject: 'A CA of a test', of: root, by: root, extensions: [basicConstraints] }),
    certificate: certificate({
      ...{ subject: hosts[0] ?? '', of: leaf, by: root },
      extensions: [extension('551d11', sequence(...names))],
    }),
    key: String(leaf.export({ type: 'pkcs8', format: 'pem' })),
  };
}

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

interface Ask {
  subject: string;
  of: KeyObject;
  by: KeyObject;
  extensions: readonly Buffer[];
}

function certificate({ subject, of, by, extensions }: Ask): string {
  const algorithm = sequence(element(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
  const [year] = [new Date().getUTCFullYear()];
  const signed = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([of === by ? 1 : 2])),
    algorithm,
    name('A CA of a test'),
    sequence(time(year - 1), time(year + 1)),
    name(subject),
    createPublicKey(of).export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...extensions)),
  );
  const signature = element(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', signed, by)]));
  const lines =
    sequence(signed, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** DER: a tag, a length, and what it holds. */
function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head =
    length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function name(commonName: string): Buffer {
  const pair = sequence(element(0x06, Buffer.from('550403', 'hex')), element(0x0c, Buffer.from(commonName)));
  return sequence(element(0x31, pair));
}

function time(year: number): Buffer {
  return element(0x17, Buffer.from(`${String(year).slice(2)}0101000000Z`));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(element(0x06, Buffer.from(id, 'hex')), element(0x04, value));
}
