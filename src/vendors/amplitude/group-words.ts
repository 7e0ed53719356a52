import { z } from 'zod';
import type { Masks } from '../../report/mask.ts';
import { isPersonalKey } from '../../report/personal-key.ts';

/** What an answer is grouped by, and what its values are shown as where that is personal. */
export interface Grouping {
  /** Names of properties, or objects that have one. */
  properties: readonly unknown[];
  masks: Masks;
}

/** The values of one group as they may be shown, in their order. */
export function shownValues(values: readonly string[], grouping: Grouping): string[] {
  return valuesReader(grouping)(values);
}

/** The same for the values of many groups. */
export function valuesReader({ properties, masks }: Grouping): (values: readonly string[]) => string[] {
  const names = properties.map(nameOf);
  const sensitive = names.find(isPersonalKey);
  if (sensitive === undefined) return (values) => [...values];
  return (values) => {
    // Which value is of which property is told only where there are as many of both.
    const keys = values.length === names.length ? names : values.map(() => sensitive);
    return values.map((value, index) => (value === '(none)' ? value : masks.named(keys[index] ?? '', value)));
  };
}

const named = z.looseObject({ property: z.string() });

function nameOf(property: unknown): string {
  return typeof property === 'string' ? property : (named.safeParse(property).data?.property ?? '');
}
