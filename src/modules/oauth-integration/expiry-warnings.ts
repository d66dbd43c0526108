import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail, Clock } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { ExpiryMails } from './expiry-mails.js';
import { IntegrationStatus } from './integration-status.js';
import { Integrations } from './integrations.js';
import type { Integration } from './persistence/integration.entity.js';

const DAY_SECONDS = 86_400;
/** Days before the expiry, the last first. */
const WARNINGS = [1, 7, 30];

/** Of several processes, one warns. */
const CLAIM = `UPDATE integration SET warned_days = ?
  WHERE integration_id = ? AND (warned_days IS NULL OR warned_days > ?)`;
/** So that the next hour tries again. */
const GIVE_BACK = 'UPDATE integration SET warned_days = ? WHERE integration_id = ?';

/**
 * Says that an integration is about to expire: to the people who run it by mail, and to operators in
 * the audit trail and the log, whether there was a mail or not.
 */
@Injectable()
export class ExpiryWarnings {
  private readonly logger = new Logger('oauth-integration');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly integrations: Integrations,
    private readonly audit: AuditTrail,
    private readonly mails: ExpiryMails,
  ) {}

  async warn(): Promise<void> {
    const now = this.clock.now();
    for (const integration of await this.integrations.list()) {
      const { status, expiresAt } = integration;
      if (expiresAt === null || expiresAt <= now || status !== IntegrationStatus.Active) continue;
      const days = WARNINGS.find((each) => expiresAt - now <= each * DAY_SECONDS);
      if (days !== undefined) await this.warnOnce(integration, days, expiresAt);
    }
  }

  /** A crash between the claim and the mail costs this warning, and not the next one. */
  private async warnOnce(integration: Integration, days: number, expiresAt: number): Promise<void> {
    const { id, name, warnedDays } = integration;
    if ((await this.database.execute(CLAIM, days, id, days)) !== 1) return;
    const expires = new Date(expiresAt * 1_000).toISOString();
    try {
      const mail = await this.mails.send(integration, expiresAt);
      await this.note('success', integration, { days, expires, mail });
      this.logger.warn({ message: 'an integration is about to expire', name, days, expires, mail });
    } catch (error) {
      await this.database.execute(GIVE_BACK, warnedDays, id);
      await this.note('failure', integration, { days, expires, mail: 'failed' });
      const cause = String(error);
      this.logger.error({ message: 'could not mail that an integration expires', name, cause });
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
