const ESCAPED = /[/\u0080-\uffff]/g;
const NEEDS_ESCAPES = /[/\u0080-\uffff]/;

/**
 * JSON as PHP's `json_encode` writes it without flags: `/` as `\/`, everything beyond ASCII as
 * `\uXXXX`. Parsers see no difference; clients that compare or cut texts do.
 */
export function phpJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  // Most answers need nothing: a search is cheaper than a replacement that finds nothing.
  return NEEDS_ESCAPES.test(text) ? text.replace(ESCAPED, escape) : text;
}

const escape = (character: string): string =>
  character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
