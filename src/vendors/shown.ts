const invisible =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}/gu;
const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const most = 80;

/** A setting's value as its owner should see it: quoted, cut, invisible characters spelled out, never with a secret. */
export function shown(value: string, secrets: readonly string[] = []): string {
  if (secrets.some((secret) => overlap(value.toLowerCase(), secret.toLowerCase())))
    return 'not shown (it holds a secret)';
  if (holdsKey(value)) return 'not shown (it looks like a key)';
  const characters = [...value];
  const text = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : value;
  return `"${text.replace(lonely, spelled).replace(invisible, spelled)}"`;
}

// A fragment of a few characters, such as "eu", may stand in a key by chance.
function overlap(value: string, secret: string): boolean {
  return value.includes(secret) || (value.length >= 8 && secret.includes(value));
}

// Another vendor's key, or one whose own variable is not set: no list of secrets has it.
function holdsKey(value: string): boolean {
  const runs = value.match(/[a-z\d_]{16,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi) ?? [];
  const whole = /^\S{20,}$/.test(value) && !address.test(value) && !path.test(value) ? [value] : [];
  return [...runs, ...whole].some((run) => /\d/.test(run) && /[a-z]/i.test(run));
}

// Also one whose scheme is missing, which is then worth seeing.
const address = /^(?:\w+:\/\/)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/|$)/;

// A folder, at least two deep; of its names each is looked at as a run.
const path = /^(?:~|\.{0,2}|[a-z]:)[/\\][^/\\]+[/\\]/i;

function spelled(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
