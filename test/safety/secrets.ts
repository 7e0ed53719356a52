/** Keys as they may be, with what addresses, headers, JSON and HTML write in another way. */
export const planted = {
  AMPLITUDE_API_KEY: 'amp/K3y+with=s1gns%&<x>9f31',
  AMPLITUDE_SECRET_KEY: 's3cret:/+=%&amplitude-77aa~',
  CHARTMOGUL_API_KEY: 'cm/K3y+=%~chartm0gul-55bb',
  QONVERSION_API_KEY: 'qn-K3y.with~s1gns_66cc-x',
  FYNN_API_TOKEN: 'fynn/T0ken+=%.44dd.jwt-part',
} as const;

/** The password of a Redis as it stands in the address, and as it is. */
export const redisPassword = { encoded: 'r3dis%2Fp%40ss%2B33ee', plain: 'r3dis/p@ss+33ee' };

const { AMPLITUDE_API_KEY: user, AMPLITUDE_SECRET_KEY: password, CHARTMOGUL_API_KEY: chartmogul } = planted;
const pairs = [`${user}:${password}`, `${chartmogul}:`];
const all = [...Object.values(planted), ...pairs, ...Object.values(redisPassword)];

/** Every form in which one of them may stand in a text; of long ones also each part of them. */
const forms = new Map(
  all.flatMap((secret) => formsOf(secret).flatMap((form) => partsOf(form).map((part) => [part, secret] as const))),
);

/** The secrets, or parts of them, that stand in a text in any form. */
export function secretsIn(text: string): string[] {
  const lower = text.toLowerCase();
  return [...forms].filter(([form]) => lower.includes(form)).map(([form, secret]) => `${form} of ${secret}`);
}

function formsOf(secret: string): string[] {
  const percent = encodeURIComponent(secret);
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.from(`${'\0'.repeat(before)}${secret}`).toString('base64');
    // Without what the bytes around it change.
    return text.slice(before === 0 ? 0 : 4, -4);
  });
  const escaped = [JSON.stringify(secret).slice(1, -1), secret.replaceAll('/', '\\/')];
  const markup = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, percent, encodeURIComponent(percent), ...escaped, markup, ...base64, ...url].map((form) =>
    form.toLowerCase(),
  );
}

/** Twelve characters of a secret are too many. */
function partsOf(form: string): string[] {
  const length = 12;
  return Array.from({ length: Math.max(1, form.length - length + 1) }, (_, at) => form.slice(at, at + length));
}
