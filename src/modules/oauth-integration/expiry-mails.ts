import { Inject, Injectable, Optional } from '@nestjs/common';
import { Mailer } from '../../contract/index.js';
import { PUBLIC_BASE_URL } from '../../kernel/index.js';
import { expiryMail } from './expiry-mail-text.js';
import type { Integration } from './persistence/integration.entity.js';

/** Mails whoever runs an integration that it expires. */
@Injectable()
export class ExpiryMails {
  constructor(
    @Inject(PUBLIC_BASE_URL) private readonly baseUrl: string | undefined,
    @Optional() private readonly mailer?: Mailer,
  ) {}

  /**
   * @returns Whether there was anybody to tell, and a way to.
   * @throws {Error} When the mail did not go out.
   */
  async send({ name, email }: Integration, expiresAt: number): Promise<'sent' | 'none'> {
    if (email === null || !this.mailer) return 'none';
    const site = this.baseUrl === undefined ? 'the shop' : new URL(this.baseUrl).hostname;
    await this.mailer.send(expiryMail(email, name, site, expiresAt));
    return 'sent';
  }
}
