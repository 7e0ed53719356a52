/** A style sheet as it stands in the light theme, without variables. */
export interface LightStyle {
  /** A variable of `:root`, such as "--ink", resolved. */
  value(name: string): string;
  /** Writes what the sheet says of an element and all within into attributes, which every viewer of SVG reads. */
  apply(element: Element): void;
}

interface Rule {
  selector: string;
  weight: number;
  declarations: (readonly [property: string, value: string])[];
}

/** Reads the page's own style sheet: rules without nesting, `var()`, and `light-dark()`. Those of media queries are left out. */
export function lightStyle(sheet: string): LightStyle {
  const rules = rulesOf(sheet);
  const root = new Map(
    rules.filter(({ selector }) => selector === ':root').flatMap(({ declarations }) => declarations),
  );
  const style = (element: Element, above: ReadonlyMap<string, string>) => {
    const own = rules.filter(({ selector }) => matches(element, selector)).flatMap(({ declarations }) => declarations);
    const known = new Map([...above, ...own.filter(([property]) => property.startsWith('--'))]);
    for (const [property, value] of own) {
      if (drawn.has(property)) element.setAttribute(property, resolved(value, known));
    }
    for (const child of Array.from(element.children)) style(child, known);
  };
  return { value: (name) => resolved(`var(${name})`, root), apply: (element) => style(element, root) };
}

/** What SVG has as attributes too, of what a drawing may need. */
const drawn = new Set([
  ...['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin'],
  ...['stroke-linecap', 'opacity', 'font-size', 'font-weight', 'letter-spacing', 'text-anchor', 'dominant-baseline'],
  ...['paint-order', 'overflow', 'visibility', 'display', 'shape-rendering'],
]);

/** The lightest first, and of equal ones the later last, as they win. */
function rulesOf(sheet: string): Rule[] {
  const plain = sheet.replace(/\/\*.*?\*\//gs, '').replace(/@[^{;]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  const rules = [...plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors = '', body = '']) =>
    selectors.split(',').map((selector) => ({
      ...{ selector: selector.trim(), weight: weightOf(selector) },
      declarations: declarationsOf(body),
    })),
  );
  return rules.toSorted((a, b) => a.weight - b.weight);
}

function declarationsOf(body: string): Rule['declarations'] {
  return body.split(';').flatMap((line) => {
    const [, property, value] = /^\s*([\w-]+)\s*:\s*(.+?)\s*$/s.exec(line) ?? [];
    return property === undefined || value === undefined ? [] : [[property, value] as const];
  });
}

function weightOf(selector: string): number {
  const classes = selector.match(/[.:[][\w-]/g)?.length ?? 0;
  return classes * 100 + (selector.match(/(?:^|[\s>+~])[a-z]/gi)?.length ?? 0);
}

function matches(element: Element, selector: string): boolean {
  // Of a file nothing is hovered over, focused or themed.
  return !/:|\[data-theme/.test(selector) && element.matches(selector);
}

/** The innermost function first, until none is left. */
function resolved(value: string, known: ReadonlyMap<string, string>): string {
  const next = value
    .replace(/light-dark\(\s*([^(),]+?)\s*,[^()]*\)/g, '$1')
    .replace(
      /var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*?)\s*)?\)/g,
      (_, name: string, other?: string) => known.get(name) ?? other ?? 'none',
    );
  return next === value ? value : resolved(next, known);
}
