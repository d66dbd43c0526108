import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditTrail, Mailer } from '../../../contract/index.js';
import type { AdminUser } from '../../user/index.js';
import { EnrolmentMailError } from '../errors.js';
import { enrolmentMail } from '../mail/mail-texts.js';
import { TfaUsers } from '../tfa-users.js';
import { TwoFactorSettings } from '../two-factor-settings.js';
import { EnrolmentTokens } from './enrolment-tokens.js';

/** Mails administrators the link with which they enrol. */
@Injectable()
export class EnrolmentInvitations {
  private readonly logger = new Logger('mail');

  constructor(
    private readonly tokens: EnrolmentTokens,
    private readonly users: TfaUsers,
    private readonly mailer: Mailer,
    private readonly audit: AuditTrail,
    @Inject(TwoFactorSettings.token) private readonly settings: TwoFactorSettings,
  ) {}

  /** Sends nothing within a minute after the last one. @throws {EnrolmentMailError} */
  async send(user: AdminUser): Promise<void> {
    const takenAt = await this.users.takeMail(user.id);
    if (takenAt === undefined) return;
    const event = { action: 'tfa.mail', actor: 'anonymous', subject: user.username } as const;
    const { hostname } = new URL(this.settings.baseUrl);
    const link = this.linkFor(this.tokens.issue(user));
    try {
      await this.mailer.send(enrolmentMail(user.email, user.username, hostname, link));
    } catch (cause) {
      await this.users.giveMailBack(user.id, takenAt);
      await this.audit.record({ ...event, result: 'failure' });
      this.logger.error({ message: 'could not send an enrolment mail', cause: String(cause) });
      throw new EnrolmentMailError({ cause });
    }
    await this.audit.record({ ...event, result: 'success' });
  }

  private linkFor(tfat: string): string {
    const { notificationUrl, baseUrl } = this.settings;
    return notificationUrl === undefined
      ? `${baseUrl}/account/two-factor?tfat=${encodeURIComponent(tfat)}`
      : notificationUrl.replaceAll(':tfat', () => tfat);
  }
}
