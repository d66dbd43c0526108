import { Readable } from 'node:stream';
import axios, { AxiosError, CanceledError } from 'axios';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attach, createAxios } from '../src/axios.js';
import { ServiceUnavailableError, SessionEndedError, type SessionClient } from '../src/index.js';
import { Browser } from './support/browser.js';
import { HttpServer, pause } from './support/http-server.js';
import { SessionService } from './support/session-service.js';

const ADA = { username: 'ada', password: 'right' };

describe('an axios instance with the tokens of a session', () => {
  let service: SessionService;
  let browser: Browser;
  let session: SessionClient;

  beforeEach(async () => {
    service = new SessionService();
    await service.server.start();
    browser = new Browser(service.url);
    session = browser.tab();
  });

  afterEach(async () => {
    browser.close();
    await service.server.stop();
  });

  const reasons = async (requests: Promise<unknown>[]): Promise<unknown[]> =>
    (await Promise.allSettled(requests)).map((outcome) =>
      outcome.status === 'rejected' ? outcome.reason : 'fulfilled',
    );

  it('sends the token', async () => {
    await session.signIn(ADA);
    const { data } = await createAxios(session).get('/things');
    expect(data.authorization).toBe(`Bearer ${await session.accessToken()}`);
    expect(service.refreshes).toBe(0);
  });

  it('refreshes once for 50 requests that fail together, and repeats each of them once', async () => {
    await session.signIn(ADA);
    service.expireTokens();
    const http = createAxios(session);
    const paths = Array.from({ length: 50 }, (_, n) => `/things/${n}`);
    const answers = await Promise.all(paths.map((path) => http.get(path)));
    expect(answers.map(({ data }) => data.path)).toEqual(paths);
    expect(service.refreshes).toBe(1);
    expect(paths.map((path) => service.server.count(`GET ${path}`))).toEqual(paths.map(() => 2));
  });

  it('repeats a body, its type and its parameters as they were', async () => {
    await session.signIn(ADA);
    service.expireTokens();
    const things = { name: 'Ä', many: [1, 2] };
    const { data } = await createAxios(session).post('/things', things, { params: { q: 'a b' } });
    const [first, second] = service.server.calls.filter(({ path }) => path.startsWith('/things'));
    expect(JSON.parse(data.body)).toEqual(things);
    expect(second).toMatchObject({ path: first!.path, body: first!.body });
    expect(second!.headers['content-type']).toBe(first!.headers['content-type']);
  });

  it('rejects all that wait when the refusal is final, and says so once', async () => {
    await session.signIn(ADA);
    const events: string[] = [];
    session.onSignedOut((reason) => events.push(reason));
    service.endSession();
    const http = createAxios(session);
    const failed = await reasons(Array.from({ length: 20 }, () => http.get('/things')));
    expect(failed).toHaveLength(20);
    for (const error of failed) expect(error).toBeInstanceOf(SessionEndedError);
    expect({ refreshes: service.refreshes, events }).toEqual({ refreshes: 1, events: ['ended'] });
    expect(service.server.count('GET /things')).toBe(20);
    expect(session.status).toBe('signed-out');
  });

  it('keeps the session when refreshing gets 503, and recovers later', async () => {
    await session.signIn(ADA);
    service.expireTokens();
    service.refreshScript.push({ status: 503, headers: { 'Retry-After': '7' } });
    const http = createAxios(session);
    const failed = await reasons([http.get('/a'), http.get('/b'), http.get('/c')]);
    for (const error of failed) {
      expect(error).toBeInstanceOf(ServiceUnavailableError);
      expect(error).toMatchObject({ status: 503, retryAfterSeconds: 7 });
    }
    expect(session.status).toBe('signed-in');

    await expect(http.get('/d')).rejects.toThrow(ServiceUnavailableError);
    expect(service.refreshes, 'not before the service wants').toBe(1);
    browser.clock.skip(10);
    expect((await http.get('/d')).status).toBe(200);
  });

  it('keeps the session when the connection breaks while refreshing', async () => {
    await session.signIn(ADA);
    service.expireTokens();
    service.refreshScript.push({ status: 0, hangUp: true });
    const http = createAxios(session);
    await expect(http.get('/a')).rejects.toThrow(ServiceUnavailableError);
    expect(session.status).toBe('signed-in');
    browser.clock.skip(2);
    expect((await http.get('/a')).status).toBe(200);
  });

  it('does not loop: a request that is refused again is rejected', async () => {
    await session.signIn(ADA);
    service.tokensWork = false;
    const error = await createAxios(session)
      .get('/things')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AxiosError);
    expect((error as AxiosError).response?.status).toBe(401);
    expect(service.server.count('GET /things')).toBe(2);
    expect(service.refreshes).toBe(1);
    expect(session.status).toBe('signed-in');
    expect(JSON.stringify((error as AxiosError).toJSON())).not.toContain('Bearer ');
  });

  it('repeats a request whose token is older than the current one without refreshing', async () => {
    await session.signIn(ADA);
    let release = (): void => {};
    const slow = new HttpServer(async ({ headers }) => {
      if (headers.authorization === old) {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { status: 401 };
      }
      return { status: 200, body: headers.authorization };
    });
    await slow.start();
    const old = `Bearer ${await session.accessToken()}`;
    const source = Object.create(session, {
      base: { value: { href: slow.url, covers: () => true } },
      bearer: { value: () => session.bearer() },
      replacementFor: { value: (refused: never) => session.replacementFor(refused) },
    });
    const late = createAxios(source).get('/late');
    while (slow.calls.length === 0) await pause(5);
    const fresh = await session.refresh();
    release();
    expect((await late).data).toBe(`Bearer ${fresh}`);
    expect(service.refreshes).toBe(1);
    await slow.stop();
  });

  it("does not repeat one user's request as another's", async () => {
    await session.signIn(ADA);
    const bearer = (await session.bearer())!;
    await session.signIn({ ...ADA, username: 'bob' });
    await expect(session.replacementFor(bearer)).rejects.toThrow(SessionEndedError);
  });

  it('takes a 401 as it is when the challenge does not blame the token', async () => {
    await session.signIn(ADA);
    await expect(createAxios(session).get('/forbidden')).rejects.toMatchObject({
      response: { status: 401 },
    });
    expect(service.refreshes).toBe(0);
  });

  it('lets a waiting request be aborted, and the others go on', async () => {
    await session.signIn(ADA);
    service.expireTokens();
    service.refreshTakesMs = 150;
    const http = createAxios(session);
    const abort = new AbortController();
    const unwanted = http.get('/unwanted', { signal: abort.signal });
    const wanted = http.get('/wanted');
    while (service.refreshes === 0) await pause(5);
    abort.abort();
    await expect(unwanted).rejects.toBeInstanceOf(CanceledError);
    expect((await wanted).status).toBe(200);
    expect(service.server.count('GET /unwanted')).toBe(1);
  });

  it('sends nothing to another origin', async () => {
    await session.signIn(ADA);
    const other = await new HttpServer(({ headers }) => ({
      status: 401,
      body: headers.authorization ?? 'none',
    })).start();
    const error = await createAxios(session)
      .get(`${other.url}/things`)
      .catch((reason: AxiosError) => reason);
    expect((error as AxiosError).response?.data).toBe('none');
    expect(other.calls).toHaveLength(1);
    expect(service.refreshes).toBe(0);
    await other.stop();
  });

  it('leaves an Authorization of the request, of the instance and of `auth` alone', async () => {
    await session.signIn(ADA);
    const http = createAxios(session);
    const own = await http.get('/public', { headers: { authorization: 'Basic abc' } });
    const basic = { username: 'a', password: 'b' };
    const auth = await http.get('/public', { auth: basic });
    const common = axios.create({ baseURL: service.url, headers: { Authorization: 'Token x' } });
    attach(common, session);
    const shared = await common.get('/public');
    const sent = [own, auth, shared].map(({ data }) => data.authorization);
    expect(sent).toEqual(['Basic abc', `Basic ${btoa('a:b')}`, 'Token x']);
    await expect(http.get('/x', { auth: basic })).rejects.toThrow('401');
    await expect(http.get('/x', { headers: { Authorization: 'Bearer no' } })).rejects.toThrow(
      '401',
    );
    expect([service.refreshes, service.server.count('GET /x')]).toEqual([0, 2]);
  });

  it('sends a request without a token when nobody is signed in', async () => {
    const http = createAxios(session);
    expect((await http.get('/public')).data.authorization).toBeUndefined();
    await expect(http.get('/things')).rejects.toMatchObject({ response: { status: 401 } });
    expect(service.refreshes, 'asked once whether there is a session').toBe(1);
  });

  it('does not repeat a stream, but has a token for the next request', async () => {
    await session.signIn(ADA);
    service.expireTokens();
    const http = createAxios(session);
    await expect(http.post('/up', Readable.from(['once']))).rejects.toMatchObject({
      response: { status: 401 },
    });
    expect((await http.post('/up', 'text')).data.body).toBe('text');
    expect({ refreshes: service.refreshes, posts: service.server.count('POST /up') }).toEqual({
      refreshes: 1,
      posts: 2,
    });
  });

  it('renews for an instance that takes 401 for a good answer', async () => {
    await session.signIn(ADA);
    service.expireTokens();
    const http = createAxios(session, { validateStatus: () => true });
    expect((await http.get('/things')).status).toBe(200);
    service.tokensWork = false;
    expect((await http.get('/things')).status).toBe(401);
  });

  it('gives a request that is sent again by hand a token of its time', async () => {
    await session.signIn(ADA);
    const http = createAxios(session);
    service.tokensWork = false;
    const error = await http.get('/things').catch((reason: AxiosError) => reason);
    service.tokensWork = true;
    service.expireTokens();
    expect((await http.request((error as AxiosError).config!)).status).toBe(200);
  });

  it('can be taken off again', async () => {
    await session.signIn(ADA);
    const http = axios.create({ baseURL: service.url });
    const detach = attach(http, session);
    expect((await http.get('/public')).data.authorization).toMatch(/^Bearer /);
    detach();
    expect((await http.get('/public')).data.authorization).toBeUndefined();
  });
});
