import { Injectable } from '@nestjs/common';
import { Database } from '../../persistence/index.js';
import { LiveSessions } from './live-sessions.js';
import { retryConflicts } from './retry-conflicts.js';
import { SessionEndings } from './session-endings.js';
import { SessionRows, type NewSession } from './session-rows.js';

/** Adds sessions, and keeps their number within bounds. */
@Injectable()
export class SessionRegistry {
  constructor(
    private readonly database: Database,
    private readonly rows: SessionRows,
    private readonly endings: SessionEndings,
    private readonly live: LiveSessions,
  ) {}

  /**
   * @param most Sessions the owner may have then; those that were unused longest end.
   * @param issue What belongs to the session, in the same transaction.
   */
  add<T>(session: NewSession, most: number, issue: () => Promise<T>): Promise<T> {
    const { principal, sessionId, device } = session;
    return retryConflicts(this.database, () =>
      this.database.transaction(async () => {
        const replaced = await this.rows.sessionOn(principal, device);
        if (replaced !== undefined) this.live.forget([replaced]);
        await this.rows.store(session);
        await this.endings.endBeyond(most, principal, sessionId);
        return issue();
      }),
    );
  }
}
