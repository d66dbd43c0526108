import { SessionEndedError, UnexpectedAnswerError } from '../errors.js';
import { refusalOf } from '../refusal.js';
import { serverMessageOf } from '../server-message.js';
import type { Answer, ServiceCaller } from '../service-caller.js';
import type { SessionUser } from './session-events.js';

export interface SignInCredentials {
  readonly username: string;
  readonly password: string;
  /** The one-time code, when the account has a second factor. */
  readonly otp?: string | undefined;
  /** What a security key answered, in place of a code. */
  readonly publicKeyCredentialJson?: string | undefined;
  /** Default: `admin`. */
  readonly userType?: 'admin' | 'customer' | undefined;
  /** What the list of devices calls this one. */
  readonly deviceName?: string | undefined;
}

/** What the service grants at sign-in, at renewal and after a change of the password. */
export interface Grant {
  readonly token: string;
  readonly expiresIn?: number | undefined;
  /** Present at sign-in. */
  readonly user?: SessionUser | undefined;
}

const LOGIN = '/auth/login';
const REFRESH_TOKEN = '/auth/refresh-token';

/** The routes that deal in the cookie. Scripts never see it; the browser sends it here only. */
export class SessionRoutes {
  constructor(private readonly service: ServiceCaller) {}

  /** @throws {SignInRefusedError} Or {@link OneTimeCodeRequiredError}, which is one. */
  async signIn(credentials: SignInCredentials): Promise<Grant & { readonly user: SessionUser }> {
    const answer = await this.#call('POST', LOGIN, credentials);
    const { status, body } = answer;
    if (status === 400 || status === 401) throw refusalOf(answer);
    const { user } = (body ?? {}) as { user?: SessionUser };
    if (!isGrant(answer) || !user) throw unexpected(answer);
    return { ...(body as Grant), user };
  }

  /** @throws {SessionEndedError} When the refusal is final, and only then. */
  async refresh(): Promise<Grant> {
    const answer = await this.#call('POST', REFRESH_TOKEN);
    if (answer.status === 401) throw new SessionEndedError();
    if (!isGrant(answer)) throw unexpected(answer);
    return answer.body as Grant;
  }

  async signOut(): Promise<void> {
    const answer = await this.#call('DELETE', REFRESH_TOKEN);
    // 200 also where nobody is signed in. 401 is for two cookies of one name, and ends nothing.
    if (answer.status !== 200) throw unexpected(answer);
  }

  #call(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.service.call(method, path, { credentials: 'include' }, body);
  }
}

const isGrant = ({ status, body }: Answer): boolean =>
  status === 200 && typeof (body as Partial<Grant> | undefined)?.token === 'string';

const unexpected = ({ status, body }: Answer): UnexpectedAnswerError =>
  new UnexpectedAnswerError(status, serverMessageOf(body));
