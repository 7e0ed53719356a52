/** An answer that travels inside the page, so that it needs no host. */
export interface Embedded {
  tool: string;
  text: string;
  /** Whole tables by name, as `read_result` shows them. */
  pages: Record<string, string>;
  /** Which of the charts that can be offered is shown first. */
  first: number;
}

/** The element in which it travels. */
export const embeddedId = 'answer';

/** A script element that no browser runs and no word of a stranger can end, as every `<` is written as an escape. */
export function embeddedElement(answer: Embedded): string {
  const json = JSON.stringify(answer).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${embeddedId}">${json}</script>`;
}
