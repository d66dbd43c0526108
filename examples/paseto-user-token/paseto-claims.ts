import {
  MAX_LIFETIME_SECONDS,
  PrincipalType,
  UnreadableTokenError,
  type AccessToken,
  type NumericDate,
} from 'tokenwright';

/** The format's own claims. `nbf` is among them although it is never written. */
export const OWN_CLAIMS: ReadonlySet<string> = new Set([
  'uid',
  'utypid',
  'iat',
  'exp',
  'nbf',
  'sid',
]);

const USER_TYPES: readonly unknown[] = [PrincipalType.Admin, PrincipalType.Customer];

/** PASETO writes times as RFC 3339 texts; ours are whole seconds in UTC, spelled in one way. */
export const dateTime = (seconds: NumericDate): string =>
  new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/**
 * Makes sense of claims whose signature is good. Strict all the same: whatever this code or its
 * next version signs by mistake must not become a principal.
 *
 * @throws {UnreadableTokenError} When a claim is missing, of another type or out of range.
 */
export function accessTokenFrom(signed: Readonly<Record<string, unknown>>): AccessToken {
  const { uid, utypid, iat, exp, nbf, sid, ...claims } = signed;
  if (!Number.isSafeInteger(uid) || (uid as number) < 1) throw new UnreadableTokenError();
  if (!USER_TYPES.includes(utypid) || nbf !== undefined) throw new UnreadableTokenError();
  if (sid !== undefined && typeof sid !== 'string') throw new UnreadableTokenError();
  const issuedAt = secondsFrom(iat);
  const expiresAt = secondsFrom(exp);
  if (expiresAt <= issuedAt || expiresAt - issuedAt > MAX_LIFETIME_SECONDS)
    throw new UnreadableTokenError();
  return {
    format: 'paseto',
    principal: { type: utypid as PrincipalType, id: uid as number },
    issuedAt,
    expiresAt,
    ...(sid !== undefined && { sessionId: sid }),
    claims,
  };
}

function secondsFrom(claim: unknown): NumericDate {
  const seconds = typeof claim === 'string' ? Date.parse(claim) / 1000 : Number.NaN;
  if (!Number.isInteger(seconds) || dateTime(seconds) !== claim) throw new UnreadableTokenError();
  return seconds;
}
