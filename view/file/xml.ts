/** An element as XML. What serializers of HTML write is none: `&nbsp;` has no meaning there, and `<` may not stand in attributes. */
export function xmlOf(element: Element): string {
  const attributes = Array.from(element.attributes, ({ name, value }) => ` ${name}="${escaped(value)}"`).join('');
  const inside = Array.from(element.childNodes, inner).join('');
  return inside === ''
    ? `<${element.nodeName}${attributes}/>`
    : `<${element.nodeName}${attributes}>${inside}</${element.nodeName}>`;
}

const [elementNode, textNode] = [1, 3];

function inner(node: ChildNode): string {
  if (node.nodeType === textNode) return escaped(node.nodeValue ?? '');
  return node.nodeType === elementNode && isElement(node) ? xmlOf(node) : '';
}

function isElement(node: ChildNode): node is ChildNode & Element {
  return 'attributes' in node;
}

function escaped(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"\n]/g, (letter) => entities[letter] ?? letter);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

// XML 1.0, 2.2: "any Unicode character, excluding the surrogate blocks, FFFE, and FFFF", and but three control characters.
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
