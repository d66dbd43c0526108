import type { TestApp } from './test-app.js';

/** What a server answered. */
export interface SessionReply {
  readonly status: number;
  readonly body: any;
  readonly setCookie: string | undefined;
  readonly header: (name: string) => string | undefined;
}

export interface SessionCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Where the request comes from. */
  readonly address?: string;
}

type Send = (call: SessionCall) => Promise<SessionReply>;

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0';

/** A browser: keeps its refresh cookie and its access token. */
export class SessionClient {
  cookie: string | undefined;
  token = '';

  constructor(
    private readonly send: Send,
    readonly userAgent = FIREFOX,
    readonly address = '192.0.2.1',
  ) {}

  static of(test: TestApp, userAgent?: string, address?: string): SessionClient {
    return new SessionClient(inProcess(test), userAgent, address);
  }

  static overHttp(url: string, userAgent?: string): SessionClient {
    return new SessionClient(overHttp(url), userAgent);
  }

  /** Another window of the same browser on another server, or the same. */
  at(send: Send): SessionClient {
    const other = new SessionClient(send, this.userAgent, this.address);
    other.cookie = this.cookie;
    other.token = this.token;
    return other;
  }

  async call(call: SessionCall): Promise<SessionReply> {
    return this.send({
      address: this.address,
      ...call,
      headers: { 'user-agent': this.userAgent, ...call.headers },
    });
  }

  async login(username: string, password: string, more: object = {}): Promise<SessionReply> {
    const body = { username, password, ...more };
    return this.keep(await this.call({ method: 'POST', path: '/auth/login', body }));
  }

  /** Sends the cookie it has, or another one. */
  async refresh(
    cookie = this.cookie,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SessionReply> {
    return this.keep(
      await this.call({
        method: 'POST',
        path: '/auth/refresh-token',
        headers: { ...cookieHeader(cookie), ...headers },
      }),
    );
  }

  async signOut(cookie = this.cookie): Promise<SessionReply> {
    return this.keep(
      await this.call({
        method: 'DELETE',
        path: '/auth/refresh-token',
        headers: cookieHeader(cookie),
      }),
    );
  }

  /** A call with the access token. */
  async authorized(
    method: SessionCall['method'],
    path: string,
    body?: unknown,
    token = this.token,
  ): Promise<SessionReply> {
    return this.call({ method, path, headers: { authorization: `Bearer ${token}` }, body });
  }

  async sessions(): Promise<any[]> {
    return (await this.authorized('GET', '/auth/sessions')).body;
  }

  /** @returns `ok`, or the status and reason with which the access token is refused. */
  async verdict(token = this.token): Promise<string> {
    const reply = await this.authorized('GET', '/auth/sessions', undefined, token);
    return reply.status === 200 ? 'ok' : `${reply.status} ${reply.header('www-authenticate')}`;
  }

  /** What a browser does with an answer. */
  keep(reply: SessionReply): SessionReply {
    const value = /^[^=]+=([^;]*)/.exec(reply.setCookie ?? '')?.[1];
    if (value !== undefined) this.cookie = value || undefined;
    if (typeof reply.body?.token === 'string') this.token = reply.body.token;
    return reply;
  }
}

const cookieHeader = (cookie: string | undefined): Record<string, string> =>
  cookie === undefined ? {} : { cookie: `refresh-token=${cookie}` };

/** Talks to an application in this process. */
export const inProcess =
  ({ app }: TestApp): Send =>
  async ({ method, path: url, headers = {}, body, address }) => {
    const reply = await app.inject({
      method,
      url,
      headers,
      ...(address !== undefined && { remoteAddress: address }),
      ...(body !== undefined && { payload: body as object }),
    });
    const header = (name: string): string | undefined =>
      reply.headers[name.toLowerCase()]?.toString();
    const setCookie = header('set-cookie');
    return { status: reply.statusCode, body: parsed(reply.body), setCookie, header };
  };

/** Talks to a process. */
export const overHttp =
  (url: string): Send =>
  async ({ method, path, headers = {}, body }) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
    return {
      status: response.status,
      body: parsed(await response.text()),
      setCookie: header('set-cookie'),
      header,
    };
  };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
