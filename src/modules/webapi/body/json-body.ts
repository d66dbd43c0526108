import { DecodingError } from '../http-errors.js';

/**
 * Decodes a JSON body.
 *
 * @param maxDepth Levels of nesting; deeper serves no client and has overflowed stacks.
 * @throws {DecodingError} For anything that is not JSON or is nested too deep.
 */
export function parseJson(text: string, maxDepth: number): unknown {
  if (depthOf(text) > maxDepth) throw new DecodingError();
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
