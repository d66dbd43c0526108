import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { mailParts } from './two-factor-bench.js';

/** A mail as it came in. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** A real SMTP server on a free port of the loopback. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** How long it takes until it says hello. */
  helloMs = 0;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => void setTimeout(done, this.helloMs),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        this.received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });

  static async start(): Promise<MailServer> {
    const mails = new MailServer();
    await new Promise<void>((resolve) => void mails.server.listen(0, '127.0.0.1', () => resolve()));
    return mails;
  }

  /** Settings of a service that sends its mails here. */
  get settings(): { SMTP_URL: string; MAIL_FROM: string } {
    const { port } = this.server.server.address() as AddressInfo;
    return { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Shop <shop@example.com>' };
  }

  /** @returns The link of the last mail that has one. */
  lastLink(): string {
    const texts = this.received.map(({ raw }) => mailParts(raw)['text/plain'] ?? '');
    return texts.flatMap((text) => text.match(/https?:\S+/g) ?? []).at(-1) ?? '';
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
