import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { NonceRefusedError, TimestampRefusedError } from './oauth-errors.js';
import { OauthSettings } from './oauth-settings.js';

const NOTE = 'INSERT INTO oauth_nonce (nonce, consumer_id, timestamp) VALUES (?, ?, ?)';

/** How far ahead a client's clock may be, as in Magento. */
const AHEAD_SECONDS = 600;

/** Lets every request be served once. */
@Injectable()
export class OauthNonces {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(OauthSettings.token) private readonly settings: OauthSettings,
  ) {}

  /**
   * @param text ASCII digits and nothing else.
   * @throws {TimestampRefusedError} When it is none, too far ahead, or too old for its nonce to be
   *   remembered.
   */
  checkTimestamp(text: string): number {
    const now = this.clock.now();
    const [from, to] = [now - this.settings.nonceRetentionSeconds, now + AHEAD_SECONDS];
    const timestamp = /^\d{1,10}$/.test(text) ? Number(text) : 0;
    if (timestamp < Math.max(from, 1) || timestamp > to) throw new TimestampRefusedError(from, to);
    return timestamp;
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
