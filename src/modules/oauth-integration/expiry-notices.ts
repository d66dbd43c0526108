import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../../contract/index.js';
import { ExpiryMails } from './expiry-mails.js';
import type { Integration } from './persistence/integration.entity.js';

/**
 * Says that an integration is about to expire: to the people who run it by mail, and to operators in
 * the audit trail and the log, whether there was a mail or not.
 */
@Injectable()
export class ExpiryNotices {
  private readonly logger = new Logger('oauth-integration');

  constructor(
    private readonly audit: AuditTrail,
    private readonly mails: ExpiryMails,
  ) {}

  /** @returns Whether everybody was told who was to be. */
  async tell(integration: Integration, days: number, expiresAt: number): Promise<boolean> {
    const { name } = integration;
    const expires = new Date(expiresAt * 1_000).toISOString();
    try {
      const mail = await this.mails.send(integration, expiresAt);
      await this.note('success', integration, { days, expires, mail });
      this.logger.warn({ message: 'an integration is about to expire', name, days, expires, mail });
      return true;
    } catch (error) {
      const cause = String(error);
      this.logger.error({ message: 'could not mail that an integration expires', name, cause });
      await this.note('failure', integration, { days, expires, mail: 'failed' });
      return false;
    }
  }

  private note(
    result: 'success' | 'failure',
    { id, name }: Integration,
    details: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    return this.audit.record({
      action: 'integration.expiring',
      result,
      actor: 'console',
      subject: name,
      details: { integrationId: id, ...details },
    });
  }
}
