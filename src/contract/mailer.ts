/** One mail, for people whose program shows HTML and for those whose does not. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mails. Who can do without one injects it with `@Optional()`. */
export abstract class Mailer {
  /** @throws {Error} When the mail did not go out. */
  abstract send(mail: Mail): Promise<void>;
}
