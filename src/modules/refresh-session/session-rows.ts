import { Injectable } from '@nestjs/common';
import type { NumericDate, Principal } from '../../contract/index.js';
import {
  Database,
  isDuplicate,
  type KeyedQuery,
  type RowUpdate,
  type RowUpdateText,
} from '../../persistence/index.js';
import type { Device } from './device.js';
import { retryConflicts } from './retry-conflicts.js';
import {
  sessionState,
  type Impersonator,
  type SessionState,
  type StoredSession,
} from './session-row.js';

const FIND = `SELECT session.id, session.session_id, session.family, session.user_type,
    session.user_id, session.digest, session.previous_digest, session.replaced_at, session.user_agent,
    session.created_at, session.expires_at, session.absolute_expires_at,
    session.impersonator_id, session.impersonator_name,
    owner.revoke_before, impersonator.revoke_before AS impersonator_revoke_before,
    everyone.revoke_before AS everyone_revoke_before
  FROM user_refresh_token session
  LEFT JOIN token_revocation owner
    ON owner.user_type = session.user_type AND owner.user_id = session.user_id
  LEFT JOIN token_revocation impersonator
    ON impersonator.user_type = 2 AND impersonator.user_id = session.impersonator_id
  LEFT JOIN token_revocation everyone
    ON everyone.user_type = session.user_type AND everyone.user_id = 0
  WHERE session.family IN (?)`;

/** The rotation: whoever finds the digest in place wins, and all others change nothing. */
const ROTATE: RowUpdateText = {
  table: 'user_refresh_token',
  always: 'generation = generation + 1, previous_digest = digest',
  set: ['digest', 'replaced_at', 'last_used_at', 'expires_at', 'ip', 'user_agent'],
  marks: ['digest', 'previous_digest'],
  where: ['digest =', 'expires_at >'],
};

const TAKE_OVER = `UPDATE user_refresh_token
  SET session_id = ?, family = ?, generation = 0, digest = ?, previous_digest = NULL,
    replaced_at = NULL, ip = ?, user_agent = ?, device_name = ?, created_at = ?, last_used_at = ?,
    expires_at = ?, absolute_expires_at = ?, impersonator_id = ?, impersonator_name = ?
  WHERE user_type = ? AND user_id = ? AND device = ?`;

const INSERT = `INSERT INTO user_refresh_token
  (session_id, family, generation, digest, ip, user_agent, device_name, created_at, last_used_at,
    expires_at, absolute_expires_at, impersonator_id, impersonator_name, user_type, user_id, device)
  VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** A session to be stored. */
export interface NewSession extends Device {
  readonly sessionId: string;
  readonly principal: Principal;
  readonly family: string;
  readonly digest: string;
  readonly device: string;
  readonly deviceName: string;
  readonly createdAt: NumericDate;
  readonly expiresAt: NumericDate;
  readonly absoluteExpiresAt: NumericDate;
  readonly impersonator: Impersonator | undefined;
}

/** What replaces a session's token. */
export interface Rotation extends Device {
  readonly digest: string;
  readonly at: NumericDate;
  readonly expiresAt: NumericDate;
}

/** The statements on `user_refresh_token` that sign-ins and rotations take. */
@Injectable()
export class SessionRows {
  private readonly find: KeyedQuery<StoredSession>;
  private readonly change: RowUpdate;

  constructor(private readonly database: Database) {
    this.find = database.prepareKeyed<StoredSession>(FIND, ({ family }) => family);
    this.change = database.prepareUpdate(ROTATE);
  }

  /** @param family The digest that is stored of it. @returns Committed rows only. */
  async byFamily(family: string): Promise<SessionState | undefined> {
    const row = await this.find.byKey(family);
    return row && sessionState(row);
  }

  /** @returns Whether the token was still the session's, and is now replaced. */
  rotate({ id, digest }: SessionState, next: Rotation): Promise<boolean> {
    const { at, expiresAt, ip, userAgent } = next;
    const set = [next.digest, at, at, expiresAt, ip, userAgent];
    const change = { id, set, where: [digest, at] };
    return retryConflicts(this.database, () => this.change(change));
  }

  /** Stores a session in place of the one that the user has on the same device, if there is one. */
  async store(session: NewSession): Promise<void> {
    const { principal, impersonator, device } = session;
    const values = [
      session.sessionId,
      session.family,
      session.digest,
      session.ip,
      session.userAgent,
      session.deviceName,
      session.createdAt,
      session.createdAt,
      session.expiresAt,
      session.absoluteExpiresAt,
      impersonator?.id ?? null,
      impersonator?.name ?? null,
      principal.type,
      principal.id,
      device,
    ];
    if ((await this.database.execute(TAKE_OVER, ...values)) > 0) return;
    try {
      await this.database.execute(INSERT, ...values);
    } catch (error) {
      // The same user has just signed in on the same device as well.
      if (!isDuplicate(error) || (await this.database.execute(TAKE_OVER, ...values)) === 0)
        throw error;
    }
  }

  /** @returns The public id of the session that a sign-in on this device would take over. */
  async sessionOn({ type, id }: Principal, device: string): Promise<string | undefined> {
    const rows = await this.database.run<{ session_id: string }[]>((manager) =>
      manager.query(
        `SELECT session_id FROM user_refresh_token
         WHERE user_type = ? AND user_id = ? AND device = ?`,
        [type, id, device],
      ),
    );
    return rows[0]?.session_id;
  }
}
