import { CustomerAccounts } from '../../src/modules/customer/customer-accounts.js';
import { Stores } from '../../src/modules/store/stores.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { hashOf } from './password-hashes.js';
import { RecordedAudit, recordedAuditManifest } from './recorded-audit.js';
import {
  BASE,
  SHOP,
  startTestApp,
  WITH_JWT,
  type TestApp,
  type TestAppOptions,
} from './test-app.js';

export const PASSWORD = 'Tokenwright#1';

/** Which issuer is on. */
export type Format = 'opaque' | 'jwt';

/** What a server answered: status, body, and why a token was refused. */
export type Answer = readonly [status: number, body: string, challenge?: string];

export const OK: Answer = [200, 'true'];
export const NOT_SELF =
  '{"message":"The consumer isn\'t authorized to access %resources.","parameters":{"resources":"self"}}';

/** A running service with customers, a second website `fr` with the view `fr`, and what clients do. */
export class Shop {
  private constructor(readonly test: TestApp) {}

  static async open(
    format: Format,
    options: Omit<TestAppOptions, 'modules' | 'manifests'>,
  ): Promise<Shop> {
    const modules = { ...(format === 'jwt' ? WITH_JWT : BASE), ...SHOP };
    const test = await startTestApp({ ...options, modules, manifests: [recordedAuditManifest] });
    const stores = test.get(Stores);
    if ((await stores.websites()).length === 2)
      await stores.create({ code: 'fr', name: 'France', newWebsite: true });
    test.get(RecordedAudit).events.length = 0;
    return new Shop(test);
  }

  /** What was noted, but for sign-ins and the tokens they yield. */
  get audit(): readonly string[] {
    const { lines } = this.test.get(RecordedAudit);
    return lines.filter((line) => !/^(customer\.sign-in|token\.issue) /.test(line));
  }

  /** @returns The account's id. */
  async createCustomer(
    email: string,
    more: { website?: string; confirmation?: string; password?: string } = {},
  ): Promise<number> {
    const { password = PASSWORD, confirmation = null, ...rest } = more;
    const fields = { email, firstname: 'Jane', lastname: 'Doe', confirmation, ...rest };
    const hash = await hashOf(this.test.get(PasswordHasher), password);
    return this.test.get(CustomerAccounts).create(fields, hash);
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    { token, body }: { token?: string; body?: unknown } = {},
  ): Promise<Answer> {
    const reply = await this.test.app.inject({
      method,
      url: `/rest/${path}`,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    const challenge = reply.headers['www-authenticate'] as string | undefined;
    return [reply.statusCode, reply.body, ...(challenge === undefined ? [] : [challenge])] as never;
  }

  /** @param prefix `V1`, or a store's code before it. */
  signIn(username: string, password = PASSWORD, prefix = 'V1'): Promise<Answer> {
    return this.send('POST', `${prefix}/integration/customer/token`, {
      body: { username, password },
    });
  }

  /** @throws {Error} With the answer, when it is a refusal. */
  async token(username: string, password = PASSWORD, prefix = 'V1'): Promise<string> {
    const [status, body] = await this.signIn(username, password, prefix);
    if (status !== 200) throw new Error(`sign-in refused: ${status} ${body}`);
    return JSON.parse(body);
  }

  /** An administrator's token, who may do everything. */
  async adminToken(): Promise<string> {
    await this.test.createAdmin('root', PASSWORD);
    const body = { username: 'root', password: PASSWORD };
    return JSON.parse((await this.send('POST', 'V1/integration/admin/token', { body }))[1]);
  }

  /** @returns `ok`, or why the token is refused: the value of `WWW-Authenticate`. */
  async verdict(token: string, prefix = 'V1'): Promise<string> {
    const [status, body, challenge = ''] = await this.send('GET', `${prefix}/customers/me`, {
      token,
    });
    if (status === 200) return 'ok';
    if (status !== 401 || body !== NOT_SELF) throw new Error(`${status} ${body}`);
    return challenge;
  }
}
