/**
 * Whole seconds since 1970-01-01T00:00:00Z (NumericDate of RFC 7519, section 2, without fractions).
 * The one unit of time in this service: a JWT's `iat`, a column and a comparison then always agree.
 */
export type NumericDate = number;
