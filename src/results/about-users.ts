import { isPersonalKey, maskEmails, maskText } from '../report/mask.ts';

/** Whether a question is about single users: it groups by what identifies them, or names one by an address or an id. */
export function asksAboutUsers(value: unknown, key = ''): boolean {
  if (typeof value === 'string') return (properties.has(key) && isPersonalKey(value)) || maskText(value) !== value;
  if (Array.isArray(value)) return value.some((one) => asksAboutUsers(one, key));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, one]) => asksAboutUsers(one, name));
}

/** Whether a body holds addresses of people, whatever was asked. */
export function tellsOfUsers(bodies: readonly string[]): boolean {
  return bodies.some((body) => maskEmails(body) !== body);
}

// Inputs that name a property.
const properties = new Set(['property', 'group_by']);
