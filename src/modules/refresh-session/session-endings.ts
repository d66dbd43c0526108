import { Injectable } from '@nestjs/common';
import { PrincipalType, type Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { LiveSessions } from './live-sessions.js';
import { isSessionId } from './session-id.js';

/**
 * Ends sessions, and with them every access token that was born in them. An end removes the row:
 * a rotation that finds none changes none, so that after an end nothing of a session works.
 */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly database: Database,
    private readonly live: LiveSessions,
  ) {}

  /** @returns Whether there was such a session. */
  async end(sessionId: string): Promise<boolean> {
    return isSessionId(sessionId) && (await this.endWhere('session_id = ?', sessionId)) > 0;
  }

  /** Ends a session of this owner. @returns Whether they have such a session. */
  async endOwn({ type, id }: Principal, sessionId: string): Promise<boolean> {
    const own = 'session_id = ? AND user_type = ? AND user_id = ?';
    return isSessionId(sessionId) && (await this.endWhere(own, sessionId, type, id)) > 0;
  }

  /** Ends what an owner has, but for one session. @returns How many ended. */
  async endOthers({ type, id }: Principal, kept: string): Promise<number> {
    return this.endWhere('user_type = ? AND user_id = ? AND session_id <> ?', type, id, kept);
  }

  /** Ends everything of an owner, and everywhere they act for others. @returns How many ended. */
  async endAllOf({ type, id }: Principal): Promise<number> {
    const own = await this.endWhere('user_type = ? AND user_id = ?', type, id);
    if (type !== PrincipalType.Admin) return own;
    return own + (await this.endWhere('impersonator_id = ?', id));
  }

  /** Ends the sessions of an owner that were unused longest. @param kept Counts, and stays. */
  async endBeyond(most: number, { type, id }: Principal, kept: string): Promise<number> {
    const surplus = await this.database.run<{ session_id: string }[]>((manager) =>
      manager.query(
        `SELECT session_id FROM user_refresh_token
         WHERE user_type = ? AND user_id = ? AND session_id <> ?
         ORDER BY last_used_at DESC, id DESC LIMIT 1000 OFFSET ${most - 1}`,
        [type, id, kept],
      ),
    );
    let ended = 0;
    for (const { session_id: sessionId } of surplus)
      ended += await this.endWhere('session_id = ?', sessionId);
    return ended;
  }

  /** @param condition Of this class's making, with `?` for every value. */
  private async endWhere(
    condition: string,
    ...values: readonly (string | number)[]
  ): Promise<number> {
    return this.database.transaction(async () => {
      const rows = await this.database.run<{ session_id: string }[]>((manager) =>
        manager.query(`SELECT session_id FROM user_refresh_token WHERE ${condition}`, [...values]),
      );
      if (rows.length > 0) this.live.forget(rows.map(({ session_id: id }) => id));
      return this.database.execute(`DELETE FROM user_refresh_token WHERE ${condition}`, ...values);
    });
  }
}
