import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Mailer, type Mail } from '../../contract/index.js';
import { DatabaseSettings } from '../../persistence/index.js';
import { MailSettings } from './mail-settings.js';

/** A sign-in waits for it. */
const TIMEOUT_MS = 10_000;
/** How long a service that is told to stop waits for what is on its way. */
const SHUTDOWN_MS = 5_000;
const NOBODY = 'tokenwright@localhost';

/** Not before the first mail: 61 files that a start, and most commands, can do without. */
const loadNodemailer = (): Promise<typeof import('nodemailer')> => import('nodemailer');

/** Sends mails by SMTP; where there is no server to send them to, they become files. */
@Injectable()
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  private readonly logger = new Logger('mail');
  private readonly sending = new Set<Promise<void>>();
  private readonly folder: string;

  constructor(
    @Inject(MailSettings.token) private readonly settings: MailSettings,
    @Inject(DatabaseSettings.token) { dataDir }: DatabaseSettings,
  ) {
    super();
    this.folder = join(dataDir, 'mail');
  }

  override send(mail: Mail): Promise<void> {
    const sent = this.handOver(mail).finally(() => this.sending.delete(sent));
    this.sending.add(sent);
    return sent;
  }

  /** Nobody waits for a notice, and with the process it would end. */
  async onApplicationShutdown(): Promise<void> {
    const patience = setTimeout(SHUTDOWN_MS, undefined, { ref: false });
    await Promise.race([Promise.allSettled(this.sending), patience]);
  }

  private async handOver(mail: Mail): Promise<void> {
    const from = this.settings.from ?? NOBODY;
    if (this.settings.smtpUrl === undefined) return this.keep({ ...mail, from });
    const { createTransport } = await loadNodemailer();
    const transport = createTransport({
      url: this.settings.smtpUrl,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      dnsTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({ ...mail, from });
    } finally {
      transport.close();
    }
  }

  private async keep(mail: Mail & { readonly from: string }): Promise<void> {
    const { createTransport } = await loadNodemailer();
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
    const { message } = await transport.sendMail(mail);
    const file = join(this.folder, `${Date.now()}-${randomBytes(4).toString('hex')}.eml`);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(file, message as Buffer, { mode: 0o600 });
    this.logger.log({ message: 'SMTP_URL is not set; the mail is a file', file });
  }
}
