import { PrincipalType, type NumericDate, type Principal } from '../../contract/index.js';

/** A row as the database gives it: bigint columns are text from MariaDB and MySQL. */
export interface StoredSession {
  readonly id: number;
  readonly session_id: string;
  readonly family: string;
  readonly user_type: PrincipalType;
  readonly user_id: number;
  readonly digest: string;
  readonly user_agent: string;
  readonly previous_digest: string | null;
  readonly replaced_at: number | string | null;
  readonly created_at: number | string;
  readonly expires_at: number | string;
  readonly absolute_expires_at: number | string;
  readonly impersonator_id: number | null;
  readonly impersonator_name: string | null;
  readonly revoke_before: number | string | null;
  readonly impersonator_revoke_before: number | string | null;
  readonly everyone_revoke_before: number | string | null;
}

/** An administrator who acts for a customer. */
export interface Impersonator {
  readonly id: number;
  readonly name: string;
}

/** What a rotation has to know of a session. */
export interface SessionState {
  readonly id: number;
  readonly sessionId: string;
  readonly principal: Principal;
  readonly digest: string;
  /** Of the last use. */
  readonly userAgent: string;
  readonly previousDigest: string | null;
  readonly replacedAt: NumericDate;
  readonly expiresAt: NumericDate;
  readonly absoluteExpiresAt: NumericDate;
  readonly impersonator: Impersonator | undefined;
  /** Up to when the owner's tokens are revoked; 0: never. */
  readonly revokedUpTo: NumericDate;
  /** Whether a revocation is younger than the sign-in and did not see it, however that came. */
  readonly outlived: boolean;
}

export function sessionState(row: StoredSession): SessionState {
  const revokedUpTo = Math.max(
    Number(row.revoke_before ?? 0),
    Number(row.everyone_revoke_before ?? 0),
  );
  const createdAt = Number(row.created_at);
  return {
    id: row.id,
    sessionId: row.session_id,
    principal: { type: row.user_type, id: row.user_id },
    digest: row.digest,
    userAgent: row.user_agent,
    previousDigest: row.previous_digest,
    replacedAt: Number(row.replaced_at ?? 0),
    expiresAt: Number(row.expires_at),
    absoluteExpiresAt: Number(row.absolute_expires_at),
    impersonator:
      row.impersonator_id === null
        ? undefined
        : { id: row.impersonator_id, name: row.impersonator_name ?? '' },
    revokedUpTo,
    outlived: createdAt <= Math.max(revokedUpTo, Number(row.impersonator_revoke_before ?? 0)),
  };
}

/** The administrator's side of {@link Impersonator}. */
export const principalOf = ({ id }: Impersonator): Principal => ({ type: PrincipalType.Admin, id });
