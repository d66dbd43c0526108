export type Pair = readonly [name: string, value: string];

/** RFC 5849, section 3.6: all but letters, digits and `-._~`, which `encodeURIComponent` leaves in part. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** RFC 5849, section 3.4.1. @param parameters Of header, query and form, decoded. */
export function signatureBaseString(method: string, url: URL, parameters: readonly Pair[]): string {
  const pairs = parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    // What is encoded is ASCII, so that the order of code units is that of bytes. Not `toSorted`,
    // which is younger than the browsers the package is made for.
    .sort(([a, x], [b, y]) => order(a, b) || order(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return [method.toUpperCase(), url.origin + url.pathname, pairs].map(percentEncode).join('&');
}

const order = (one: string, other: string): number => Number(one > other) - Number(one < other);
