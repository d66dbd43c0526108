import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { EnrolmentTokens } from '../../src/modules/two-factor-auth/enrolment/enrolment-tokens.js';
import { FactorChanges } from '../../src/modules/two-factor-auth/factor-changes.js';
import { fromBase32 } from '../../src/modules/two-factor-auth/google/base32.js';
import { hotp, stepOf } from '../../src/modules/two-factor-auth/google/totp.js';
import { mailFiles } from './mail-files.js';
import { BASE, startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

export const PASSWORD = 'correct horse';
export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export const WITH_TFA = { ...BASE, mail: 'enabled', 'two-factor-auth': 'enabled' } as const;

/** The texts that clients match. */
export const INVALID_CODE: Answer = [401, { message: 'Invalid code.' }];
export const LOCKED: Answer = [
  401,
  {
    message:
      'The account sign-in was incorrect or your account is disabled temporarily. ' +
      'Please wait and try again later.',
  },
];
export const USE_PROVIDER: Answer = [
  400,
  {
    message: 'Please use the 2fa provider-specific endpoints to obtain a token.',
    parameters: { active_providers: ['google'] },
  },
];

/** Status and parsed body. */
export type Answer = readonly [status: number, body: unknown];

/** An application with two-factor authentication, and what its clients do. */
export class TwoFactorBench {
  private constructor(readonly test: TestApp) {}

  static async start(options: TestAppOptions = {}): Promise<TwoFactorBench> {
    return new TwoFactorBench(
      await startTestApp({
        modules: WITH_TFA,
        ...options,
        environment: { SIGN_IN_LOCK_MAX_FAILURES: '6', ...options.environment },
      }),
    );
  }

  async send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const reply = await this.test.app.inject({
      method,
      url: `/rest/V1/${path}`,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    return [reply.statusCode, reply.json<unknown>()];
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.send('POST', path, body);
  }

  /** `POST /V1/integration/admin/token` */
  token(more: object = {}): Promise<Answer> {
    return this.post('integration/admin/token', { username: 'root', password: PASSWORD, ...more });
  }

  /** `POST /V1/tfa/provider/google/authenticate` */
  authenticate(otp: unknown, more: object = {}): Promise<Answer> {
    return this.post('tfa/provider/google/authenticate', {
      username: 'root',
      password: PASSWORD,
      otp,
      ...more,
    });
  }

  /** An administrator whose app is enrolled. */
  async createEnrolled(username = 'root', secret = SECRET): Promise<number> {
    const id = await this.test.createAdmin(username, PASSWORD);
    const user = await this.test.get(AdminAccounts).withId(id);
    await this.test.get(FactorChanges).setSecret(user!, secret);
    return id;
  }

  /** The token of an enrolment mail. */
  async tfat(id: number): Promise<string> {
    const user = await this.test.get(AdminAccounts).withId(id);
    return this.test.get(EnrolmentTokens).issue(user!);
  }

  /** What the app shows now, or so many steps from now. */
  code(steps = 0, secret = SECRET): string {
    return hotp(fromBase32(secret)!, stepOf(this.test.clock.now()) + steps);
  }

  /** A code that is none of those near now. */
  wrongCode(): string {
    const right = [-2, -1, 0, 1, 2].map((steps) => this.code(steps));
    return ['000000', '111111', '222222'].find((code) => !right.includes(code))!;
  }

  /** Raw mails that were written to files, oldest first. */
  mails(): string[] {
    return mailFiles(this.test.database);
  }
}

/** The parts of a multipart mail by their type, decoded. */
export function mailParts(raw: string): Record<string, string> {
  const [, boundary = ''] = /boundary="([^"]+)"/.exec(raw) ?? [];
  const parts = raw.replaceAll('\r\n', '\n').split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const [head = '', ...rest] = part.trim().split('\n\n');
      const body = rest.join('\n\n');
      const type = /content-type: ([\w/]+)/i.exec(head)?.[1] ?? '';
      const encoding = /content-transfer-encoding: ([\w-]+)/i.exec(head)?.[1] ?? '7bit';
      return [type, encoding === 'quoted-printable' ? unquoted(body) : body];
    }),
  );
}

const unquoted = (text: string): string =>
  text
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
