import { Inject, Injectable } from '@nestjs/common';
import { Database, DatabaseSettings, RecentRows } from '../../persistence/index.js';
import { isSessionId } from './session-id.js';

interface Row {
  readonly session_id: string;
}

/** Which sessions have not ended, read from the database at most once a second each. */
@Injectable()
export class LiveSessions {
  private readonly recent: RecentRows<string, boolean>;

  constructor(
    private readonly database: Database,
    @Inject(DatabaseSettings.token) { maxStalenessSeconds }: DatabaseSettings,
  ) {
    const query = database.prepareKeyed<Row>(
      'SELECT session_id FROM user_refresh_token WHERE session_id IN (?)',
      (row) => row.session_id,
    );
    const found = (row: Row | undefined): boolean => row !== undefined;
    this.recent = new RecentRows(
      String,
      (sessionId) => {
        const row = query.byKey(sessionId);
        return row instanceof Promise ? row.then(found) : found(row);
      },
      maxStalenessSeconds,
    );
  }

  isLive(sessionId: string): boolean | Promise<boolean> {
    return isSessionId(sessionId) && this.recent.get(sessionId);
  }

  /** Sessions that the ambient transaction ends are over for this process once it commits. */
  forget(sessionIds: readonly string[]): void {
    this.database.afterCommit(() => {
      for (const sessionId of sessionIds) this.recent.forget(sessionId);
    });
  }
}
