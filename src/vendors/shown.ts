const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;
const most = 80;

/** A setting's value as its owner should see it: quoted, cut, invisible characters spelled out, never with a secret. */
export function shown(value: string, secrets: readonly string[] = []): string {
  if (secrets.some((secret) => overlap(value.toLowerCase(), secret.toLowerCase())))
    return 'not shown (it holds a secret)';
  const characters = [...value];
  const text = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : value;
  return `"${text.replace(invisible, spelled)}"`;
}

// A fragment of a few characters, such as "eu", may stand in a key by chance.
function overlap(value: string, secret: string): boolean {
  return value.includes(secret) || (value.length >= 8 && secret.includes(value));
}

function spelled(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
