import { describe, expect, it } from 'vitest';
import { parseXml as parse } from './xml-body.js';

const parseXml = (text: string): unknown => parse(text, 32);

describe('parseXml', () => {
  it('takes the children of any root for the fields', () => {
    for (const root of ['login', 'request', 'x:y'])
      expect(
        parseXml(
          `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>\n  <username>a</username>\n` +
            `  <password>b &amp; &lt;c&gt; &#x20ac;</password><empty/>\n</${root}>\n`,
        ),
      ).toEqual({ username: 'a', password: 'b & <c> \u20ac', empty: '' });
  });

  it('makes a list of items, and of a name that is repeated', () => {
    expect(parseXml('<r><l><item>1</item><item><a>2</a></item></l><n>1</n><n>2</n></r>')).toEqual({
      l: ['1', { a: '2' }],
      n: ['1', '2'],
    });
    expect(parseXml('<r><l><item>1</item></l></r>')).toEqual({ l: ['1'] });
  });

  it('takes CDATA for text, and no notice of comments, attributes and instructions', () => {
    expect(parseXml('<r a="1"><!-- c --><?php x?><f b="2"><![CDATA[<&]]>x</f></r>')).toEqual({
      f: '<&x',
    });
  });

  it.each([
    '',
    'text',
    '<r>',
    '<r></s>',
    '<r/><r/>',
    '<r>&unknown;</r>',
    '<r>&#0;</r>',
    '<r><a></r></a>',
    '<r a=1/>',
    '<!DOCTYPE r><r/>',
    '<!DOCTYPE r [<!ENTITY x "y">]><r>&x;</r>',
    '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>',
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><username>&x;</username></r>',
    '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]><r/>',
    '<?xml version="1.0" encoding="UTF-16"?><r/>',
    '\u0000<r/>',
    '{"username":"a"}',
  ])('refuses %j', (text) => {
    expect(() => parseXml(text)).toThrow(
      expect.objectContaining({ code: 'BODY_UNDECODABLE', message: 'Decoding error.' }),
    );
  });

  it('accepts 32 levels below the root, and refuses 33', () => {
    const nested = (depth: number): string =>
      `<r>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</r>`;
    expect(parseXml(nested(32))).toHaveProperty('a');
    expect(() => parseXml(nested(33))).toThrow('Decoding error.');
    expect(() => parseXml('<a>'.repeat(20_000))).toThrow('Decoding error.');
  });

  it('includes nothing: an XInclude element is a field like any other', () => {
    expect(
      parseXml('<r xmlns:xi="x"><xi:include href="file:///etc/passwd" parse="text"/></r>'),
    ).toEqual({ 'xi:include': '' });
  });

  it('pollutes no prototype', () => {
    const parsed = parseXml('<r><__proto__><polluted>1</polluted></__proto__></r>') as object;
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(Object.keys(parsed)).toEqual(['__proto__']);
    expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
  });
});
