import type { Pair } from './form-pairs.js';

/** Says which of two encoded parameters stands first in what is signed. */
export type ParameterOrder = (one: Pair, other: Pair) => number;

/** RFC 5849, section 3.4.1.3.2: by name, then by value; all of it is ASCII by now. */
export const byteOrder: ParameterOrder = ([name, value], [otherName, otherValue]) =>
  compare(name, otherName) || compare(value, otherValue);

/** As Magento 2.4.6 and its library sort: `a2` before `a10`. */
export const naturalOrder: ParameterOrder = ([name, value], [otherName, otherValue]) =>
  compareNaturally(name, otherName) || compareNaturally(value, otherValue);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const PIECES = /\d+|\D+/g;

/** Runs of digits by their number, the rest by bytes (PHP's `strnatcmp`). */
function compareNaturally(one: string, other: string): number {
  const [pieces, others] = [one.match(PIECES) ?? [], other.match(PIECES) ?? []];
  for (let index = 0; index < Math.min(pieces.length, others.length); index += 1) {
    const order = comparePieces(pieces[index]!, others[index]!);
    if (order !== 0) return order;
  }
  return pieces.length - others.length;
}

function comparePieces(one: string, other: string): number {
  if (!/^\d/.test(one) || !/^\d/.test(other)) return compare(one, other);
  // With a zero in front, digits are compared as those behind a decimal point are.
  if (one.startsWith('0') || other.startsWith('0')) return compare(one, other);
  return one.length - other.length || compare(one, other);
}
