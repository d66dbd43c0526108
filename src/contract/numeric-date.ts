/**
 * Whole seconds since 1970-01-01T00:00:00Z (NumericDate of RFC 7519, section 2, without fractions).
 * The one unit of time in this service: a JWT's `iat`, a column and a comparison then always agree.
 */
export type NumericDate = number;

/** A date, or a time with its offset: what a time without one means depends on the host. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** @param text ISO 8601, as people type it. @returns `undefined` for anything else. */
export function numericDateFrom(text: string): NumericDate | undefined {
  const milliseconds = ISO.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : NaN;
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1_000);
}

/** `Date.parse` takes 30 February for 2 March. */
function isDay(day: string): boolean {
  const milliseconds = Date.parse(day);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(day);
}
