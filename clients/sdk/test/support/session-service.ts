import { randomBytes } from 'node:crypto';
import { HttpServer, pause, type Call, type Reply } from './http-server.js';

const USER = { id: 1, type: 'admin', username: 'ada', email: 'ada@shop.example' };
export const SIGN_IN_REFUSED =
  'The account sign-in was incorrect or your account is disabled temporarily. ' +
  'Please wait and try again later.';

/** Behaves like the service's session routes: a rotating cookie, short tokens, and scripted trouble. */
export class SessionService {
  readonly server = new HttpServer((call) => this.#answer(call));
  /** What refreshing answers next, instead of the real thing. */
  readonly refreshScript: Reply[] = [];
  /** The same of signing out. */
  readonly signOutScript: Reply[] = [];
  /** Changed by tests. */
  expiresIn: number | undefined = 300;
  refreshTakesMs = 30;
  tokensWork = true;
  otp: string | undefined;
  readonly #valid = new Set<string>();
  #cookie: string | undefined;

  get url(): string {
    return this.server.url;
  }

  get refreshes(): number {
    return this.server.count('POST /auth/refresh-token');
  }

  /** Makes every token so far worthless, as an end of their time does. */
  expireTokens(): void {
    this.#valid.clear();
  }

  /** Ends the session, as another device does. */
  endSession(): void {
    this.#cookie = undefined;
    this.expireTokens();
  }

  newToken(): string {
    const token = randomBytes(16).toString('hex');
    this.#valid.add(token);
    return token;
  }

  async #answer(call: Call): Promise<Reply> {
    switch (`${call.method} ${call.path}`) {
      case 'POST /auth/login':
        return this.#login(call);
      case 'POST /auth/refresh-token':
        return this.#refresh(call);
      case 'DELETE /auth/refresh-token':
        return this.signOutScript.shift() ?? this.#signOut();
      default:
        return this.#guarded(call);
    }
  }

  #login(call: Call): Reply {
    const { username, password, otp } = JSON.parse(call.body);
    if (password !== 'right') return { status: 401, body: { message: SIGN_IN_REFUSED } };
    if (this.otp && otp === undefined) {
      const message = 'A one-time code is required.';
      return { status: 401, body: { message, parameters: { active_providers: ['google'] } } };
    }
    if (this.otp !== otp) return { status: 401, body: { message: 'Invalid code.' } };
    return this.#grant({ user: { ...USER, username } });
  }

  #signOut(): Reply {
    this.endSession();
    return { status: 200, body: { status: 'ok' }, headers: cookie('') };
  }

  async #refresh(call: Call): Promise<Reply> {
    const scripted = this.refreshScript.shift();
    await pause(this.refreshTakesMs);
    if (scripted) return scripted;
    const sent = /refresh-token=(\w+)/.exec(call.headers.cookie ?? '')?.[1];
    if (sent && sent === this.#cookie) return this.#grant({ status: 'ok' });
    const message = sent ? 'The refresh token no longer exists.' : 'No refresh token found.';
    return { status: 401, body: { message }, headers: cookie('') };
  }

  #grant(more: object): Reply {
    this.#cookie = randomBytes(16).toString('hex');
    const body = { ...more, token: this.newToken(), expiresIn: this.expiresIn };
    return { status: 200, body, headers: cookie(this.#cookie) };
  }

  #guarded({ path, headers, body }: Call): Reply {
    const { authorization } = headers;
    if (path.startsWith('/public')) return { status: 200, body: { authorization } };
    if (path.startsWith('/forbidden'))
      return { status: 401, body: { message: 'No.' }, headers: { 'WWW-Authenticate': 'Bearer' } };
    const works = this.tokensWork && this.#valid.has(authorization?.slice('Bearer '.length) ?? '');
    if (works) return { status: 200, body: { path, authorization, body } };
    const said = { message: "The consumer isn't authorized to access %resources." };
    return { status: 401, body: { ...said, parameters: { resources: 'self' } } };
  }
}

const cookie = (value: string): Record<string, string> => ({
  'Set-Cookie': `refresh-token=${value}; HttpOnly; Path=/auth/refresh-token`,
});
