import { DecodingError } from './http-errors.js';

/** Deeper nesting serves no client and has overflowed stacks. */
const MAX_DEPTH = 32;

/**
 * Decodes a request body.
 *
 * @returns `{}` for an empty body: Magento asks for no body where there is no parameter.
 * @throws {DecodingError} For anything that is not JSON or is nested too deep.
 */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  if (depthOf(text) > MAX_DEPTH) throw new DecodingError();
  try {
    return JSON.parse(text);
  } catch {
    throw new DecodingError();
  }
}

/** Counted before parsing, in one pass; brackets inside strings do not count. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
