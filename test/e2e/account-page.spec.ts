import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBuiltPage } from '../../src/modules/account-page/built-page.js';
import { filesIn } from '../architecture/source-files.js';
import { startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

const MOST_BYTES = 30_000;
/** With what comes when somebody asks for it, too. */
const MOST_BYTES_EVER = 36_000;
/** Chunks that are loaded by a click, with all that only they need. */
const ON_DEMAND = ['factor-change'];
const PAGES = ['/account', '/account/two-factor', '/account/integrations'];

/** Names of files that a script mentions: what it may load. */
const mentioned = (script: string): string[] =>
  [...script.matchAll(/\.\/([\w-]+\.js)/g)].map(([, name]) => name!);

const FRIEND = 'https://shop.example';

/** Without the hash of the content. */
const plainName = (name: string): string => name.replace(/-[\w-]{8}\.js$/, '');

describe('the account page, as it is served', () => {
  let test: TestApp;
  const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
    test.app.inject({ method: 'GET', url, headers });
  const linked = async (): Promise<string[]> =>
    [...(await get('/account')).body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, url]) => url!);

  beforeAll(async () => {
    const modules = {
      ...WITH_JWT,
      'refresh-session': 'enabled',
      'account-page': 'enabled',
      mail: 'enabled',
      'two-factor-auth': 'enabled',
    } as const;
    const environment = { CORS_ALLOWED_ORIGINS: FRIEND };
    test = await startTestApp({ modules, environment });
  });
  afterAll(() => test.stop());

  it.each(PAGES)(
    'needs no token, allows nothing inline or foreign, and is not kept: %s',
    async (url) => {
      const { statusCode, headers, body } = await get(url);
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
          "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(headers['set-cookie']).toBeUndefined();
      expect(body).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=/);
      expect(body.match(/https?:\/\/(?!www\.w3\.org)/g)).toBeNull();
    },
  );

  it.each([...PAGES, '/account/two-factor?tfat=x'])('is the same with a slash: %s', async (url) => {
    const { statusCode, body } = await get(url.replace(/(?=\?|$)/, '/'));
    expect([statusCode, body]).toEqual([200, (await get(url)).body]);
  });

  it('names files that are kept for good', async () => {
    const types: string[] = [];
    for (const url of await linked()) {
      const { statusCode, headers } = await get(url);
      types.push([statusCode, headers['content-type'], headers['cache-control']].join(' '));
    }
    const forever = 'public, max-age=31536000, immutable';
    expect(types.toSorted()).toEqual([
      `200 text/css; charset=utf-8 ${forever}`,
      `200 text/javascript; charset=utf-8 ${forever}`,
    ]);
  });

  it('is sent zipped to those who take that', async () => {
    const plain = await get('/account');
    const zipped = await get('/account', { 'accept-encoding': 'br;q=1, gzip;q=0.8' });
    const refused = await get('/account', { 'accept-encoding': 'gzip;q=0, identity' });
    expect([plain, zipped, refused].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'gzip',
      undefined,
    ]);
    expect(zipped.rawPayload).toEqual(gzipSync(plain.rawPayload, { level: 9 }));
  });

  it('is kept by caches for one encoding and one origin', async () => {
    for (const url of [...PAGES, ...(await linked())]) {
      const { headers } = await get(url, { origin: FRIEND });
      expect([url, headers['access-control-allow-origin'], headers.vary]).toEqual([
        url,
        FRIEND,
        'Accept-Encoding, Origin',
      ]);
    }
  });

  it.each([
    '/account/assets/none.js',
    '/account/assets/',
    '/account/assets/..%2findex.html',
    '/account/assets/..%2f..%2f..%2f..%2fpackage.json',
    '/account/assets/%2e%2e/index.html',
    '/account/index.html',
    '/account/assets/constructor',
  ])('knows nothing of %s', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });

  it('is one page at every address, and tells it what is on', async () => {
    const bodies = await Promise.all(PAGES.map(async (url) => (await get(`${url}?tfat=x`)).body));
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('<meta name="features" content="two-factor" />');
    expect((await get('/account/other')).statusCode).toBe(404);
  });

  it(`weighs at most ${MOST_BYTES} bytes, zipped, with all that one of its pages loads`, async () => {
    const weigh = async (url: string): Promise<number> =>
      gzipSync((await get(url)).rawPayload).length;
    const read = async (name: string): Promise<string> =>
      (await get(`/account/assets/${name}`)).body;
    const common = ['/account', ...(await linked())];
    const entry = common
      .find((url) => url.endsWith('.js'))!
      .split('/')
      .at(-1)!;
    /** What a page loads. A set that grows while it is gone through: what is loaded may load more. */
    const reach = async (page: string, isLoaded: (name: string) => boolean): Promise<string[]> => {
      const names = new Set([page]);
      for (const name of names)
        for (const next of mentioned(await read(name)))
          if (next !== entry && isLoaded(plainName(next))) names.add(next);
      return [...names];
    };
    const sum = async (names: readonly string[]): Promise<number> => {
      const urls = [...common, ...names.map((name) => `/account/assets/${name}`)];
      return (await Promise.all(urls.map(weigh))).reduce((total, each) => total + each, 0);
    };
    const weights: Record<string, { arriving: number; everything: number }> = {};
    for (const page of mentioned(await read(entry)))
      weights[plainName(page)] = {
        arriving: await sum(await reach(page, (name) => !ON_DEMAND.includes(name))),
        everything: await sum(await reach(page, () => true)),
      };
    expect(Object.keys(weights)).toEqual(
      expect.arrayContaining(['account-page', 'integrations-page', 'two-factor-page']),
    );
    for (const [page, { arriving, everything }] of Object.entries(weights)) {
      expect([page, arriving, arriving <= MOST_BYTES]).toEqual([page, arriving, true]);
      expect([page, everything, everything <= MOST_BYTES_EVER]).toEqual([page, everything, true]);
    }
  });

  it('has no source map', async () => {
    for (const name of readBuiltPage([]).assets.keys())
      expect((await get(`/account/assets/${name}`)).body).not.toContain('sourceMappingURL');
    expect(filesIn('clients/web', '.map')).toEqual([]);
  });
});

describe('a service whose page was not built', () => {
  it('does not start, and says in one line what to do', () => {
    const empty = mkdtempSync(join(tmpdir(), 'tokenwright-page-'));
    try {
      expect(() => readBuiltPage([], empty)).toThrow(
        expect.objectContaining({
          code: 'ACCOUNT_PAGE_NOT_BUILT',
          message:
            'The account page has not been built: run "npm run build", or disable the module account-page.',
        }),
      );
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
