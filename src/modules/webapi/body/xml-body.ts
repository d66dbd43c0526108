import { SaxesParser } from 'saxes';
import { DecodingError } from '../http-errors.js';

/** A field under construction: text, until a child turns up. */
interface Field {
  readonly name: string;
  readonly children: Map<string, unknown[]>;
  text: string;
}

/**
 * Decodes an XML body as Magento does: whatever the root is called, its children are the fields;
 * `<item>`s alone are a list, and so is any name that stands more than once. Attributes and
 * comments say nothing. There are no document types, hence no entities beyond XML's own five, and
 * nothing is ever loaded.
 *
 * @param maxDepth Levels below the root that are put up with.
 * @throws {DecodingError} For anything that is not such a document.
 */
export function parseXml(text: string, maxDepth: number): unknown {
  const open: Field[] = [];
  let root: unknown;
  const refuse = (): never => {
    throw new DecodingError();
  };
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (encoding.toLowerCase() !== 'utf-8') refuse();
  });
  parser.on('opentagstart', ({ name }) => {
    if (open.length > maxDepth) refuse();
    open.push({ name, children: new Map(), text: '' });
  });
  const addText = (more: string): void => {
    const field = open.at(-1);
    if (field) field.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const field = open.pop()!;
    const value = valueOf(field);
    const parent = open.at(-1);
    if (!parent) root = value;
    else {
      const values = parent.children.get(field.name);
      if (values) values.push(value);
      else parent.children.set(field.name, [value]);
    }
  });
  parser.write(text).close();
  return root;
}

function valueOf({ children, text }: Field): unknown {
  if (children.size === 0) return text;
  if (children.size === 1 && children.has('item')) return children.get('item');
  // `fromEntries` defines its members: a field called __proto__ is just that.
  return Object.fromEntries(
    [...children].map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  );
}
