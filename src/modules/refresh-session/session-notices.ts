import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { Mailer, type Mail, type NumericDate } from '../../contract/index.js';
import { Accounts } from './accounts.js';
import { describeUserAgent } from './device-description.js';
import type { Device } from './device.js';
import { movedMail, reusedMail, type SessionNews } from './session-mails.js';
import type { SessionState } from './session-row.js';
import { SessionSettings } from './session-settings.js';

/** Whoever holds a stolen token can change its device as often as it is renewed. */
const PAUSE_SECONDS = 86_400;
const MOST = 10_000;

/** Tells owners by mail what looks like theft, where there is somebody to send mails. */
@Injectable()
export class SessionNotices {
  private readonly logger = new Logger('mail');
  private readonly toldAt = new Map<string, NumericDate>();

  constructor(
    private readonly accounts: Accounts,
    @Inject(SessionSettings.token) private readonly settings: SessionSettings,
    @Optional() private readonly mailer?: Mailer,
  ) {}

  /** Two came with copies of one token. */
  reused(session: SessionState, device: Device): void {
    void this.tell(session, device, reusedMail);
  }

  /** The session goes on elsewhere; told once a day. */
  moved(session: SessionState, device: Device, now: NumericDate): void {
    const { sessionId } = session;
    if (now - (this.toldAt.get(sessionId) ?? 0) < PAUSE_SECONDS) return;
    this.toldAt.set(sessionId, now);
    if (this.toldAt.size > MOST) this.toldAt.delete(this.toldAt.keys().next().value!);
    void this.tell(session, device, movedMail);
  }

  /** Nobody waits for it: what has happened has happened, and a mail server may take its time. */
  private async tell(
    { principal }: SessionState,
    { ip, userAgent }: Device,
    write: (news: SessionNews) => Mail,
  ): Promise<void> {
    if (!this.mailer) return;
    try {
      const user = await this.accounts.find(principal);
      if (!user) return;
      const { browser, os } = describeUserAgent(userAgent);
      const site = new URL(this.settings.issuer).hostname;
      const device = [browser ?? 'an unknown browser', os].filter(Boolean).join(' on ');
      const news = { to: user.email, username: user.username, site, device, address: ip };
      await this.mailer.send(write(news));
    } catch (error) {
      this.logger.error({ message: 'could not send a notice', cause: String(error) });
    }
  }
}
