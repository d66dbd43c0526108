const IDLE = 2_592_000;
const ABSOLUTE = 7_776_000;
const ACCESS = 300;
const GRACE = 10;

/** What a client has been handed, and what became of it. */
export interface ModelSession {
  readonly device: number;
  /** Every refresh token, oldest first. */
  readonly cookies: string[];
  readonly tokens: { readonly text: string; readonly issuedAt: number; readonly end: number }[];
  readonly absoluteEnd: number;
  expiresAt: number;
  replacedAt: number;
  ended: boolean;
}

export type Verdict = 'rotated' | 'repeated' | 'gone' | 'inactive';

/** The rules of sessions, without a database, a network or a clock. */
export class SessionModel {
  readonly sessions: ModelSession[] = [];
  now = 0;
  revokedUpTo = -1;
  active = true;
  password = 0;

  /** Earliest issue time of a new token. */
  get issueTime(): number {
    return Math.max(this.now, this.revokedUpTo + 1);
  }

  begin(device: number, cookie: string, token: string): ModelSession {
    for (const session of this.sessions) if (session.device === device) session.ended = true;
    const at = this.issueTime;
    const session: ModelSession = {
      device,
      cookies: [cookie],
      tokens: [],
      absoluteEnd: at + ABSOLUTE,
      expiresAt: at + IDLE,
      replacedAt: 0,
      ended: false,
    };
    this.sessions.push(session);
    this.hand(session, token);
    return session;
  }

  /** What the refresh token at this place is worth, and what its use does. */
  present(session: ModelSession, index: number): Verdict {
    if (session.ended || this.now >= session.expiresAt) return 'gone';
    if (!this.active) {
      session.ended = true;
      return 'inactive';
    }
    const age = session.cookies.length - 1 - index;
    if (age === 0) return 'rotated';
    if (age === 1 && this.now - session.replacedAt <= GRACE) return 'repeated';
    session.ended = true;
    return 'gone';
  }

  rotate(session: ModelSession, cookie: string): void {
    session.cookies.push(cookie);
    session.replacedAt = this.now;
    session.expiresAt = Math.min(this.now + IDLE, session.absoluteEnd);
  }

  hand(session: ModelSession, text: string): void {
    const issuedAt = this.issueTime;
    const end = issuedAt + Math.max(1, Math.min(ACCESS, session.expiresAt - issuedAt));
    session.tokens.push({ text, issuedAt, end });
  }

  revokeAll(): void {
    this.revokedUpTo = Math.max(this.now, this.revokedUpTo + 1);
    for (const session of this.sessions) session.ended = true;
  }

  /** Whether an access token of the session is good. */
  accepts(session: ModelSession, token: ModelSession['tokens'][number]): boolean {
    return !session.ended && this.now < token.end && token.issuedAt > this.revokedUpTo;
  }

  /** Sessions that the list of devices shows. */
  get listed(): ModelSession[] {
    return this.sessions.filter(({ ended, expiresAt }) => !ended && this.now < expiresAt);
  }
}
