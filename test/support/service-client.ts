import type { TestApp } from './test-app.js';

/** What a server answered. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

type Send = (
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
) => Promise<Reply>;

/** The texts that clients of the token endpoint and of a guarded route see. */
export const SIGN_IN_REFUSED =
  '{"message":"The account sign-in was incorrect or your account is disabled temporarily. ' +
  'Please wait and try again later."}';
export const NO_ROLE = '{"message":"More permissions are needed to access this."}';
export const NOT_AUTHORIZED =
  '{"message":"The consumer isn\'t authorized to access %resources.",' +
  '"parameters":{"resources":"Magento_Backend::admin"}}';

/** The value of `WWW-Authenticate` beside a refused token. */
export const challenge = (description: string): string =>
  `Bearer error="invalid_token", error_description="${description}"`;
export const REVOKED = challenge('The token was revoked');
export const UNREADABLE = challenge('The token is unreadable');
export const INACTIVE = challenge('The owner of the token is inactive');

/** What an integrator does: sign in, and call a guarded route. */
export class ServiceClient {
  private constructor(private readonly send: Send) {}

  /** Talks to a process. @param url Its address, without a slash at the end. */
  static overHttp(url: string): ServiceClient {
    return new ServiceClient(async (method, path, headers, body) => {
      const response = await fetch(`${url}${path}`, { method, headers, body: body ?? null });
      return {
        status: response.status,
        body: await response.text(),
        header: (name) => response.headers.get(name) ?? undefined,
      };
    });
  }

  /** Talks to an application in this process. */
  static of({ app }: TestApp): ServiceClient {
    return new ServiceClient(async (method, url, headers, payload) => {
      const reply = await app.inject({ method, url, headers, ...(payload && { payload }) });
      return {
        status: reply.statusCode,
        body: reply.body,
        header: (name) => reply.headers[name.toLowerCase()] as string | undefined,
      };
    });
  }

  signIn(username: string, password: string): Promise<Reply> {
    return this.send(
      'POST',
      '/rest/V1/integration/admin/token',
      { 'content-type': 'application/json' },
      JSON.stringify({ username, password }),
    );
  }

  /** @returns A token. @throws {Error} With the answer, when it is a refusal. */
  async token(username: string, password: string): Promise<string> {
    const { status, body } = await this.signIn(username, password);
    if (status !== 200) throw new Error(`sign-in refused: ${status} ${body}`);
    return JSON.parse(body);
  }

  /** Calls a route that only administrators may call. */
  guarded(token: string): Promise<Reply> {
    return this.send('GET', '/rest/V1/modules', { authorization: `Bearer ${token}` });
  }

  /** @returns `ok`, or why the token is refused: the value of `WWW-Authenticate`. */
  async verdict(token: string): Promise<string> {
    const reply = await this.guarded(token);
    if (reply.status === 200) return 'ok';
    if (reply.status !== 401 || reply.body !== NOT_AUTHORIZED)
      throw new Error(`neither served nor refused: ${reply.status} ${reply.body}`);
    return reply.header('WWW-Authenticate') ?? '';
  }
}
