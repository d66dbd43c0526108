const MOST = 3;

/** Longer texts are no slip of the finger, and would take long to compare. */
const LONGEST = 100;

/** @returns Up to three of the known texts that somebody who wrote `text` may have meant. */
export function nearMatches(text: string, known: readonly string[]): string[] {
  if (text.length > LONGEST) return [];
  const wanted = text.toLowerCase();
  return known
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 6))
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** The part after `::` may be all that is remembered. */
const distanceOf = (wanted: string, candidate: string): number =>
  Math.min(
    editDistance(wanted, candidate),
    candidate.endsWith(`::${wanted.split('::').at(-1)}`) ? 1 : Infinity,
  );

/** Levenshtein's: insertions, deletions and substitutions, row by row. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1];
    for (let column = 1; column <= other.length; column += 1)
      next.push(
        Math.min(
          row[column]! + 1,
          next[column - 1]! + 1,
          row[column - 1]! + (other[column - 1] === letter ? 0 : 1),
        ),
      );
    row = next;
  }
  return row.at(-1)!;
}
