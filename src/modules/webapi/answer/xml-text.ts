const PROLOG = '<?xml version="1.0"?>\n';

/**
 * An answer as Magento's XML renderer writes it: root `<response>`, list items `<item>`, two spaces
 * a level, everything beyond ASCII as a character reference.
 */
export const xmlText = (value: unknown): string => `${PROLOG}${element('response', value, '')}`;

function element(tag: string, value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return leaf(tag, textOf(value), indent);
  const children = Object.entries(value);
  // PHP knows no difference between a list and an array whose keys are numbers.
  const isList = Array.isArray(value) || children.every(([name]) => /^\d+$/.test(name));
  const inner = children
    .filter(([, child]) => child !== undefined)
    .map(([name, child]) => element(isList ? 'item' : tagOf(name), child, `${indent}  `))
    .join('');
  return inner === '' ? leaf(tag, '', indent) : `${indent}<${tag}>\n${inner}${indent}</${tag}>\n`;
}

const leaf = (tag: string, text: string, indent: string): string =>
  text === '' ? `${indent}<${tag}/>\n` : `${indent}<${tag}>${text}</${tag}>\n`;

function tagOf(name: string): string {
  const tag = name
    .replaceAll(/[ :]/g, '_')
    .replaceAll(/[^\w.\u00b7-\u{effff}-]/gu, '')
    .replaceAll(/^_+|_+$/g, '');
  if (tag === '') return 'item';
  return /^[\d.-]/.test(tag) ? `item_${tag}` : tag;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return String(value as string | number | boolean)
    .replaceAll(FORBIDDEN, '')
    .replaceAll(ESCAPED, (character) => REFERENCES[character] ?? reference(character));
}

/** What no XML document can hold, in any spelling (XML 1.0, production 2). */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const ESCAPED = /[&<>\r]|[^\0-\u007f]/gu;
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
};

const reference = (character: string): string =>
  `&#x${character.codePointAt(0)!.toString(16).toUpperCase()};`;
