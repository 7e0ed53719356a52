import { createMasks } from '../report/mask.ts';
import { isPersonalKey } from '../report/personal-key.ts';

/** Whether a question is about single users: it groups by what identifies them, or names one by an address or an id. */
export function asksAboutUsers(value: unknown, key = ''): boolean {
  if (typeof value === 'string') return (properties.has(key) && isPersonalKey(value)) || looksPersonal(value);
  if (Array.isArray(value)) return value.some((one) => asksAboutUsers(one, key));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, one]) => asksAboutUsers(one, name));
}

function looksPersonal(text: string): boolean {
  return createMasks().text(text) !== text;
}

// Inputs that name a property.
const properties = new Set(['property', 'group_by']);
