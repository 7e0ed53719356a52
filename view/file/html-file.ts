import { type Embedded, embeddedElement } from './embedded.ts';

/** The page that clients show, with an answer inside: it waits for no host, and may ask nobody for anything. */
export function htmlFile(page: string, answer: Embedded, title: string): string {
  return page
    .replace('<title>Chart</title>', () => `${policy}\n<title>${escaped(title)}</title>`)
    .replace('<body>', () => `<body>\n${embeddedElement(answer)}`);
}

const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
