import { Injectable } from '@nestjs/common';
import {
  TokenReader,
  TokenRevokedError,
  UnreadableTokenError,
  type AccessToken,
  type PrincipalType,
} from '../../contract/index.js';
import { Database, type KeyedQuery } from '../../persistence/index.js';
import { isTokenText, tokenDigest } from './opaque-token-text.js';

/** bigint columns are text from MariaDB and MySQL. */
interface Row {
  readonly digest: string;
  readonly user_type: PrincipalType;
  readonly user_id: number;
  readonly issued_at: number | string;
  readonly expires_at: number | string;
  readonly revoked_at: number | string | null;
  readonly session_id: string | null;
  readonly claims: string | null;
}

const NO_CLAIMS = Object.freeze({});

/** Finds what an opaque token stands for, by the digest of its whole text. */
@Injectable()
export class OpaqueTokenReader extends TokenReader {
  override readonly format = 'opaque';
  private readonly query: KeyedQuery<Row>;

  constructor(database: Database) {
    super();
    this.query = database.prepareKeyed<Row>(
      `SELECT digest, user_type, user_id, issued_at, expires_at, revoked_at, session_id, claims
       FROM opaque_token WHERE digest IN (?)`,
      ({ digest }) => digest,
    );
  }

  override recognises(token: string): boolean {
    return isTokenText(token);
  }

  /**
   * @throws {UnreadableTokenError} When no such token was issued, or it was purged since.
   * @throws {TokenRevokedError}
   */
  override read(token: string): AccessToken | Promise<AccessToken> {
    if (!isTokenText(token)) throw new UnreadableTokenError();
    const row = this.query.byKey(tokenDigest(token));
    return row instanceof Promise ? row.then(accessTokenFrom) : accessTokenFrom(row);
  }
}

function accessTokenFrom(row: Row | undefined): AccessToken {
  if (!row) throw new UnreadableTokenError();
  const token: AccessToken = {
    format: 'opaque',
    principal: { type: row.user_type, id: row.user_id },
    issuedAt: Number(row.issued_at),
    expiresAt: Number(row.expires_at),
    ...(row.session_id !== null && { sessionId: row.session_id }),
    claims: row.claims === null ? NO_CLAIMS : claimsFrom(row.claims),
  };
  if (row.revoked_at !== null) throw new TokenRevokedError(token);
  return token;
}

/** @throws {UnreadableTokenError} For a row that something else has damaged. */
function claimsFrom(json: string): AccessToken['claims'] {
  try {
    return JSON.parse(json) as AccessToken['claims'];
  } catch (cause) {
    throw new UnreadableTokenError({ cause });
  }
}
