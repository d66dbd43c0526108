import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Database, isDuplicate, RecentRows } from '../../persistence/index.js';
import { NonceRefusedError, TimestampRefusedError } from './oauth-errors.js';
import { OauthSettings } from './oauth-settings.js';

const NOTE = 'INSERT INTO oauth_nonce (nonce, consumer_id, timestamp) VALUES (?, ?, ?)';

/** The newest timestamp whose nonce was purged: kept in the row of a nonce and a consumer that cannot be. */
const PURGED = "SELECT timestamp FROM oauth_nonce WHERE nonce = 'purged' AND consumer_id = 0";
const NOTE_PURGED = {
  sqlite: `INSERT INTO oauth_nonce (nonce, consumer_id, timestamp) VALUES ('purged', 0, ?)
    ON CONFLICT (nonce, consumer_id) DO UPDATE SET timestamp = MAX(timestamp, excluded.timestamp)`,
  mysql: `INSERT INTO oauth_nonce (nonce, consumer_id, timestamp) VALUES ('purged', 0, ?)
    ON DUPLICATE KEY UPDATE timestamp = GREATEST(timestamp, VALUES(timestamp))`,
};

/** As with all that a signed request is checked against. */
const MAX_STALENESS_SECONDS = 1;

/** How far ahead a client's clock may be, as in Magento. */
const AHEAD_SECONDS = 600;

/** Lets every request be served once. */
@Injectable()
export class OauthNonces {
  private readonly purged: RecentRows<string, number>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(OauthSettings.token) private readonly settings: OauthSettings,
  ) {
    const query = database.prepare<{ timestamp: number }>(PURGED);
    const load = async (): Promise<number> => (await query.first())?.timestamp ?? 0;
    this.purged = new RecentRows(String, load, MAX_STALENESS_SECONDS);
  }

  /**
   * @param text ASCII digits and nothing else.
   * @throws {TimestampRefusedError} When it is none, too far ahead, or too old for its nonce to be
   *   remembered: were a longer retention set, or the clock put back, what was purged would do again.
   */
  async checkTimestamp(text: string): Promise<number> {
    const purged = await this.purged.get('purged');
    const now = this.clock.now();
    const from = Math.max(now - this.settings.nonceRetentionSeconds, purged + 1);
    const to = now + AHEAD_SECONDS;
    const timestamp = /^\d{1,10}$/.test(text) ? Number(text) : 0;
    if (timestamp < from || timestamp > to) throw new TimestampRefusedError(from, to);
    return timestamp;
  }

  /** To be called before nonces are purged. @param timestamp The newest of theirs. */
  async notePurged(timestamp: number): Promise<void> {
    await this.database.execute(NOTE_PURGED[this.database.dialect], timestamp);
  }

  /**
   * Takes a nonce: of any number of requests with the same one, in all processes, one does. To be
   * called when the signature is known to be good: nobody else can burn a nonce. That it is taken
   * survives a crash, though not a power cut.
   *
   * @throws {NonceRefusedError}
   */
  async take(nonce: string, timestamp: number, consumerId: number): Promise<void> {
    try {
      await this.database.executeRelaxed(NOTE, keyOf(nonce), consumerId, timestamp);
    } catch (error) {
      throw isDuplicate(error) ? new NonceRefusedError(consumerId) : error;
    }
  }
}

const keyOf = (nonce: string): string =>
  createHash('sha256').update(nonce).digest().subarray(0, 16).toString('base64url');
