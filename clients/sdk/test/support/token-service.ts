import { randomBytes } from 'node:crypto';
import { HttpServer, pause, type Call, type Reply } from './http-server.js';
import { SIGN_IN_REFUSED } from './session-service.js';

export const ADMIN_TOKEN = '/rest/V1/integration/admin/token';
export const GOOGLE = '/rest/V1/tfa/provider/google/authenticate';

/** Behaves like Magento's sign-in over REST, and guards everything else. */
export class TokenService {
  readonly server = new HttpServer((call) => this.#answer(call));
  /** What signing in answers next, instead of the real thing. */
  readonly script: Reply[] = [];
  /** Changed by tests. */
  password = 'right';
  otp: string | undefined;
  tokensWork = true;
  readonly #valid = new Set<string>();

  get signIns(): number {
    return this.server.calls.filter(({ path }) => /token$|authenticate$/.test(path)).length;
  }

  revoke(): void {
    this.#valid.clear();
  }

  async #answer(call: Call): Promise<Reply> {
    if (!/token$|authenticate$/.test(call.path)) return this.#guarded(call);
    await pause(20);
    const scripted = this.script.shift();
    if (scripted) return scripted;
    const { password, otp } = JSON.parse(call.body);
    if (password !== this.password) return { status: 401, body: { message: SIGN_IN_REFUSED } };
    if (this.otp && call.path === ADMIN_TOKEN) {
      const message = 'Please use the 2fa provider-specific endpoints to obtain a token.';
      return { status: 400, body: { message, parameters: { active_providers: ['google'] } } };
    }
    if (this.otp && this.otp !== otp) return { status: 401, body: { message: 'Invalid code.' } };
    const token = randomBytes(16).toString('hex');
    this.#valid.add(token);
    return { status: 200, body: token };
  }

  #guarded({ path, headers, body }: Call): Reply {
    const token = headers.authorization?.slice('Bearer '.length) ?? '';
    if (this.tokensWork && this.#valid.has(token)) return { status: 200, body: { path, body } };
    const message = "The consumer isn't authorized to access %resources.";
    return { status: 401, body: { message, parameters: { resources: 'Magento_Sales::sales' } } };
  }
}
