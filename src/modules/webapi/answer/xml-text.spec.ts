import { describe, expect, it } from 'vitest';
import { xmlText } from './xml-text.js';

const PROLOG = '<?xml version="1.0"?>\n';

describe('xmlText', () => {
  it.each([
    ['token', '<response>token</response>\n'],
    [true, '<response>true</response>\n'],
    [false, '<response>false</response>\n'],
    [12.5, '<response>12.5</response>\n'],
    ['', '<response/>\n'],
    [null, '<response/>\n'],
    [[], '<response/>\n'],
    [{}, '<response/>\n'],
  ])('writes %j into the root', (value, body) => {
    expect(xmlText(value)).toBe(PROLOG + body);
  });

  it('writes lists as items and objects as fields, two spaces a level', () => {
    expect(xmlText({ list: ['a', { b: [1, 2] }], none: null })).toBe(
      `${PROLOG}<response>
  <list>
    <item>a</item>
    <item>
      <b>
        <item>1</item>
        <item>2</item>
      </b>
    </item>
  </list>
  <none/>
</response>
`,
    );
  });

  it('escapes what is markup, and removes what XML cannot hold', () => {
    expect(xmlText('<a href="x">\'&amp;\r')).toBe(
      `${PROLOG}<response>&lt;a href="x"&gt;'&amp;amp;&#13;</response>\n`,
    );
    expect(xmlText('a\u0000\u0001\u001b\ufffe\ud800b\tc\n')).toBe(
      `${PROLOG}<response>ab\tc\n</response>\n`,
    );
    expect(xmlText('\u00e9\u{1f600}')).toBe(`${PROLOG}<response>&#xE9;&#x1F600;</response>\n`);
  });

  it('makes tags of any names', () => {
    const names = ['a!"#$%&\'()*+,/;<=>?@[\\]^`{|}~b', 'a b:c', '1st', '-x', '.y', '__z__', '<>'];
    const tags = ['ab', 'a_b_c', 'item_1st', 'item_-x', 'item_.y', 'z', 'item'];
    names.forEach((name, index) => {
      const tag = tags[index]!;
      expect(xmlText({ [name]: 'v', z9: 1 })).toContain(`\n  <${tag}>v</${tag}>\n`);
    });
  });

  it('takes an object of numbered fields for the list it is in PHP', () => {
    expect(xmlText({ 0: 'a', 1: 'b' })).toBe(
      `${PROLOG}<response>\n  <item>a</item>\n  <item>b</item>\n</response>\n`,
    );
  });
});
