import { Inject, Injectable, Logger } from '@nestjs/common';
import { Mailer, type Mail } from '../../../contract/index.js';
import type { AdminUser } from '../../user/index.js';
import { Database } from '../../../persistence/index.js';
import { TwoFactorSettings } from '../two-factor-settings.js';
import { noticeMail } from './mail-texts.js';

/** Tells administrators that something of their second factor has changed. */
@Injectable()
export class FactorNotices {
  private readonly logger = new Logger('mail');

  constructor(
    private readonly mailer: Mailer,
    private readonly database: Database,
    @Inject(TwoFactorSettings.token) private readonly settings: TwoFactorSettings,
  ) {}

  /**
   * Sends a notice once the ambient transaction is committed. What has happened has happened: a mail
   * that does not go out is a line in the log.
   *
   * @param change In a sentence.
   * @returns When it is sent, outside a transaction; a command ends with it.
   */
  async tell(user: AdminUser, change: string): Promise<void> {
    const site = new URL(this.settings.baseUrl).hostname;
    let sent: Promise<void> | undefined;
    this.database.afterCommit(() => {
      sent = this.send(noticeMail(user.email, user.username, site, change));
    });
    await sent;
  }

  private async send(mail: Mail): Promise<void> {
    try {
      await this.mailer.send(mail);
    } catch (error) {
      this.logger.error({ message: 'could not send a notice', cause: String(error) });
    }
  }
}
