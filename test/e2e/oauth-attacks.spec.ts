import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ResourceLists } from '../../src/modules/authorization/index.js';
import { TokenRevoker } from '../../src/contract/index.js';
import { principalOf } from '../../src/modules/oauth-integration/integrations.js';
import { naturalOrder } from '../../src/modules/oauth-integration/signing/parameter-order.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { Erp, told, WITH_OAUTH, type Credentials } from '../support/integrations.js';
import { authorization, nonce, send, type Draft } from '../support/oauth-client.js';
import { processorMs } from '../support/processor-time.js';
import { head, sendRaw } from '../support/raw-http.js';
import { restFixture } from '../support/rest-fixture.js';
import { startTestApp } from '../support/test-app.js';

const GUEST = "401 The consumer isn't authorized to access Magento_Backend::admin.";
const SIGNATURE = '401 The signature is invalid. Verify and try again.';
const NONCE = '401 An error occurred validating the nonce';
const UNKNOWN_KEY = '401 A consumer having the specified key does not exist';
const KEY_LENGTH = '401 Consumer key is not the correct length';
const USED = /^401 The nonce is already being used by the consumer with ID \d+$/;
const required = (name: string): string => `400 "${name}" is required. Enter and try again.`;

describeOnEachDatabase('attacks on signed requests', (kind) => {
  let database: TestDatabase;
  let erp: Erp;
  let other: Credentials;

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    erp = await Erp.open({ database, manifests: [restFixture] });
    other = await Erp.create(erp.test, 'Other');
  });
  afterAll(async () => {
    await erp.test.stop();
    await database.remove();
  });

  it('OA1-01 serves a request once: again, in parallel in two processes, after a restart', async () => {
    const second = await startTestApp({ modules: WITH_OAUTH, database });
    const header = authorization(erp.credentials, erp.now);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(index % 2 === 0 ? erp.test : second, {}, header),
      ),
    );
    const served = replies.filter(({ status }) => status === 200);
    expect(served).toHaveLength(1);
    for (const reply of replies.filter(({ status }) => status !== 200))
      expect(told(reply)).toMatch(USED);
    await second.stop();
    const third = await startTestApp({ modules: WITH_OAUTH, database });
    expect(told(await send(third, {}, header))).toMatch(USED);
    await third.stop();
  });

  it('OA1-02 takes a nonce for every path of a consumer, and for no other consumer', async () => {
    const set = { oauth_nonce: nonce() };
    expect(await erp.verdict({ set })).toBe('200');
    expect(await erp.verdict({ set, url: '/rest/V1/modules?a=1' })).toMatch(USED);
    expect(await erp.verdict({ set, url: '/rest/default/V1/modules/' })).toMatch(USED);
    expect(await erp.verdict({ set }, other)).toBe('200');
  });

  it('OA1-03 tells nonces by case, by space, and by whatever else there is', async () => {
    const one = nonce();
    for (const each of ['a', 'A', 'a ', ' a', 'ä', 'a\u0000', '😀'.repeat(99)])
      expect(await erp.verdict({ set: { oauth_nonce: one + each } })).toBe('200');
  });

  it('OA1-04 burns no nonce for a bad signature', async () => {
    const set = { oauth_nonce: nonce() };
    const forged = { ...set, oauth_signature: 'x'.repeat(44) };
    expect(await erp.verdict({ set: forged })).toBe(SIGNATURE);
    expect(await erp.verdict({ set }, { accessTokenSecret: 'x' })).toBe(SIGNATURE);
    expect(await erp.verdict({ set })).toBe('200');
  });

  it.each(['+601', '-7201', '-86400'])(
    'OA1-05 OA1-07 refuses a timestamp that is off by %s, and says which would do',
    async (off) => {
      const set = { oauth_timestamp: String(erp.now + Number(off)) };
      const reply = await erp.call({ set });
      expect(told(reply)).toBe(NONCE);
      expect(reply.challenge).toBe(
        'Bearer, OAuth oauth_problem="timestamp_refused", ' +
          `oauth_acceptable_timestamps="${erp.now - 7_200}-${erp.now + 600}"`,
      );
    },
  );

  it.each(['+600', '-7200'])('OA1-05 accepts a timestamp that is off by %s', async (off) => {
    expect(await erp.verdict({ set: { oauth_timestamp: String(erp.now + Number(off)) } })).toBe(
      '200',
    );
  });

  it.each(['0', '-1', '1767225600000', '9'.repeat(20)])(
    'OA1-05 refuses the timestamp %s',
    async (text) => {
      expect(await erp.verdict({ set: { oauth_timestamp: text } })).toBe(NONCE);
    },
  );

  it('OA1-06 refuses timestamps that are no digits', async () => {
    const now = String(erp.now);
    const wide = now.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const texts = [`${now}.0`, '1.7e9', '0x69559b00', `+${now}`, ` ${now}`, `${now}\n`, wide];
    for (const text of texts)
      expect(await erp.verdict({ set: { oauth_timestamp: text } })).toBe(NONCE);
    expect(await erp.verdict({ set: { oauth_timestamp: '' } })).toBe(required('oauth_timestamp'));
  });

  it.each(['PLAINTEXT', 'RSA-SHA1', 'HMAC-MD5', 'HMAC-SHA1', 'hmac-sha256', 'HMAC-SHA256 ', '*'])(
    'OA1-08 refuses the method %j',
    async (method) => {
      const set = { oauth_signature_method: method };
      const expected = `400 Signature method ${method} is not supported`;
      expect(await erp.verdict({ set })).toBe(expected);
      const { consumerSecret, accessTokenSecret } = erp.credentials;
      const plain = `${consumerSecret}&${accessTokenSecret}`;
      expect(await erp.verdict({ set: { ...set, oauth_signature: plain } })).toBe(expected);
    },
  );

  it('OA1-08 refuses a request without a method', async () => {
    for (const method of ['', undefined])
      expect(await erp.verdict({ set: { oauth_signature_method: method } })).toBe(
        required('oauth_signature_method'),
      );
  });

  it('OA1-09 refuses a signature of the other hash, with SHA-1 allowed, too', async () => {
    const environment = { OAUTH_ALLOW_HMAC_SHA1: 'true' };
    const lenient = await startTestApp({ modules: WITH_OAUTH, database, environment });
    const old = Erp.with(lenient, erp.credentials);
    const sha1 = { oauth_signature_method: 'HMAC-SHA1' };
    expect(await old.verdict({ set: sha1 })).toBe('200');
    expect(await old.verdict({ set: sha1, signAs: 'HMAC-SHA256' })).toBe(SIGNATURE);
    expect(await old.verdict({ signAs: 'HMAC-SHA1' })).toBe(SIGNATURE);
    expect(await old.verdict({})).toBe('200');
    await lenient.stop();
  });

  it('OA1-10 refuses consumer keys that are none', async () => {
    const key = erp.credentials.consumerKey;
    const wrong = ['0'.repeat(32), key.toUpperCase(), `%${'_'.repeat(31)}`, `ä${key.slice(1)}`];
    wrong.push("' OR '1'='1' OR '1'='1' OR '1'='");
    for (const each of wrong)
      expect(await erp.verdict({}, { consumerKey: each })).toBe(UNKNOWN_KEY);
    for (const each of [`${key} `, key.slice(1), 'x'])
      expect(await erp.verdict({}, { consumerKey: each })).toBe(KEY_LENGTH);
  });

  it('OA1-11 refuses tokens that are none, or somebody else’s', async () => {
    expect(await erp.verdict({}, { accessToken: '0'.repeat(32) })).toBe(
      '401 Specified token does not exist',
    );
    const { accessToken, accessTokenSecret } = other;
    expect(await erp.verdict({}, { accessToken, accessTokenSecret })).toBe(
      '401 Token is not associated with the specified consumer',
    );
    expect(await erp.verdict({ set: { oauth_token: '' } })).toBe(required('oauth_token'));
    expect(await erp.verdict({}, { accessToken: null })).toBe(required('oauth_token'));
    expect(await erp.verdict({}, { accessToken: 'short' })).toBe(
      '400 The token length is invalid. Check the length and try again.',
    );
  });

  it('OA1-11 refuses a token that was revoked, and says so', async () => {
    const revoked = await Erp.create(erp.test, 'Revoked');
    expect(await erp.verdict({}, revoked)).toBe('200');
    for (const revoker of erp.test.all(TokenRevoker))
      await revoker.revokeAllFor(principalOf(revoked.id));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await erp.verdict({}, revoked)).toBe('401 Access token has been revoked');
  });

  it('OA1-12 refuses secrets that are empty, swapped, or one alone', async () => {
    const { consumerSecret, accessTokenSecret } = erp.credentials;
    const swapped = { consumerSecret: accessTokenSecret, accessTokenSecret: consumerSecret };
    for (const keys of [swapped, { consumerSecret: '' }, { accessTokenSecret: '' }])
      expect(await erp.verdict({}, keys)).toBe(SIGNATURE);
  });

  it('OA1-13 refuses every other spelling of a good signature', async () => {
    const set = { oauth_nonce: nonce() };
    const header = authorization(erp.credentials, erp.now, { set });
    const good = decodeURIComponent(/oauth_signature="([^"]*)"/.exec(header)![1]!);
    const bytes = Buffer.from(good, 'base64');
    const spellings = [
      good.slice(0, -1),
      good.slice(0, -4),
      bytes.toString('hex'),
      good.toLowerCase(),
      `${good}\n`,
      ` ${good}`,
      encodeURIComponent(good),
      `${good}=`,
      bytes.toString('base64url'),
    ];
    for (const text of spellings)
      expect(await erp.verdict({ set: { ...set, oauth_signature: text } })).toBe(SIGNATURE);
    for (const text of ['', undefined])
      expect(await erp.verdict({ set: { ...set, oauth_signature: text } })).toBe(
        required('oauth_signature'),
      );
    expect(told(await send(erp.test, {}, header))).toBe('200');
  });

  it('OA1-14 refuses what was changed after signing', async () => {
    const signed: Draft = { url: '/rest/V1/modules?a=1&b=2' };
    const sent: Draft[] = [
      { method: 'POST', url: signed.url! },
      ...['/rest/V1/modules?a=1&b=3', '/rest/V1/modules?a=1', '/rest/V1/modules?a=1&b=2&c'].map(
        (url) => ({ url }),
      ),
      { url: '/rest/V1/modules?a=1&b=2&a=1' },
      { url: '/rest/V1/modules/?a=1&b=2' },
      { url: '/rest/default/V1/modules?a=1&b=2' },
      { url: '/rest/V1/modules?A=1&b=2' },
      { url: '/rest/V1/modules?a=1&b=2&x=y=z' },
      { url: `/rest/V1/modules?a=1&b=2${'&'.repeat(1_001)}c=3` },
    ];
    for (const draft of sent) {
      const header = authorization(erp.credentials, erp.now, signed);
      const reply = told(await send(erp.test, draft, header));
      expect([SIGNATURE, '404 Request does not match any route.']).toContain(reply);
    }
  });

  it('refuses a fragment, which the router takes for a query', async () => {
    const { app } = erp.test;
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const host = `127.0.0.1:${port}`;
    const answer = async (target: string) => {
      const draft = { url: '/rest/V1/modules', origin: `http://${host}` };
      const signed = authorization(erp.credentials, erp.now, draft);
      const lines = [`Host: ${host}`, `Authorization: ${signed}`, 'Connection: close'];
      const [reply] = await sendRaw(port, head(`GET ${target} HTTP/1.1`, ...lines));
      return told({ ...reply!, challenge: '' });
    };
    expect(await answer('/rest/V1/modules')).toBe('200');
    for (const more of ['#c=3', '#?c=3', '#'])
      expect(await answer(`/rest/V1/modules${more}`)).toBe(
        '400 The parameters of the request cannot be read.',
      );
  });

  it('OA1-15 signs a form along, where it stands', async () => {
    const url = '/rest/V1/fixture/guarded';
    const signed: Draft = { method: 'POST', url, form: 'a=1&b=x+y' };
    const type =
      '400 Server cannot understand Content-Type HTTP header media type application/x-www-form-urlencoded';
    expect(await erp.verdict(signed)).toBe(type);
    const sent: Draft[] = [
      { ...signed, form: 'a=2&b=x+y' },
      { ...signed, form: 'a=1&b=x+y&c=3' },
      { ...signed, form: `a=1&b=x+y${'&'.repeat(1_001)}c=3` },
    ];
    for (const draft of sent) {
      const header = authorization(erp.credentials, erp.now, signed);
      expect(told(await send(erp.test, draft, header))).toMatch(
        /signature is invalid|not authorized/,
      );
    }
  });

  it('OA1-16 accepts another JSON body, unless a body hash was sent', async () => {
    const url = '/rest/V1/fixture/guarded';
    const signed: Draft = { method: 'POST', url, json: { a: 1 } };
    const header = authorization(erp.credentials, erp.now, signed);
    expect(told(await send(erp.test, { ...signed, json: { a: 2 } }, header))).toBe('200');
  });

  it.each(['sha256', 'sha1'])('OA1-17 holds a body to its %s hash', async (algorithm) => {
    const url = '/rest/V1/fixture/guarded';
    const hash = createHash(algorithm).update('{"a":1}').digest('base64');
    const signed: Draft = { method: 'POST', url, json: { a: 1 }, set: { oauth_body_hash: hash } };
    expect(await erp.verdict(signed)).toBe('200');
    const header = authorization(erp.credentials, erp.now, signed);
    expect(told(await send(erp.test, { ...signed, json: { a: 2 } }, header))).toBe(SIGNATURE);
  });

  it('holds a request without a body to the hash of nothing', async () => {
    const [nothing, something] = ['', '{"a":1}'].map((body) =>
      createHash('sha256').update(body).digest('base64'),
    );
    const drafts: Draft[] = [
      { url: '/rest/V1/modules' },
      { method: 'POST', url: '/rest/V1/fixture/guarded' },
    ];
    for (const draft of drafts) {
      expect(await erp.verdict({ ...draft, set: { oauth_body_hash: nothing } })).toBe('200');
      const stripped = { ...draft, set: { oauth_body_hash: something } };
      expect(await erp.verdict(stripped)).toBe(SIGNATURE);
    }
  });

  it('OA1-18 OA1-19 takes the base of the URL from its own settings', async () => {
    const environment = { PUBLIC_BASE_URL: 'https://shop.example.com' };
    const app = await startTestApp({ modules: WITH_OAUTH, database, environment });
    const shop = Erp.with(app, erp.credentials);
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const more = { 'x-forwarded-proto': 'http', 'x-http-method-override': 'DELETE' };
    const right = { origin: 'https://shop.example.com', headers: { ...headers, ...more } };
    expect(await shop.verdict(right)).toBe('200');
    for (const origin of ['https://evil.example', 'http://shop.example.com', 'http://localhost'])
      expect(await shop.verdict({ origin, headers })).toBe(SIGNATURE);
    await app.stop();
  });

  it('OA1-19 believes no forwarded header without a trusted proxy', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-original-url': '/rest/V1/other' };
    expect(await erp.verdict({ headers })).toBe('200');
    expect(await erp.verdict({ headers, origin: 'https://localhost' })).toBe(SIGNATURE);
  });

  it.each([
    'oauth_nonce',
    'oauth_signature',
    'oauth_consumer_key',
    'oauth_token',
    'oauth_timestamp',
    'oauth_signature_method',
  ])('OA1-20 OA1-21 refuses %s twice: in the header, or in header and query', async (name) => {
    const twice = `400 The parameter "${name}" must be given once, in the header.`;
    const header = authorization(erp.credentials, erp.now);
    expect(told(await send(erp.test, {}, `${header}, ${name}="x"`))).toBe(twice);
    expect(await erp.verdict({ url: `/rest/V1/modules?${name}=x` })).toBe(twice);
  });

  it.each(['2.0', '', '1.0 ', '1'])('OA1-22 refuses the version %j', async (version) => {
    expect(await erp.verdict({ set: { oauth_version: version } })).toBe(
      `400 The "${version}" Oauth version isn't supported.`,
    );
    expect(await erp.verdict({ set: { oauth_version: undefined } })).toBe('200');
  });

  it('OA1-23 reads what is unreadable as such, in no time', async () => {
    const header = authorization(erp.credentials, erp.now);
    const bad = '400 The parameters of the request cannot be read.';
    for (const text of ['%', '%zz', '%ff', '%C0%80', '%ED%A0%80'])
      expect(told(await send(erp.test, {}, `${header}, oauth_x="${text}"`))).toBe(bad);
    const many = `/rest/V1/modules?${'a&'.repeat(4_000)}`;
    expect(told(await send(erp.test, { url: many }, header))).toBe(
      '400 The request has too many parameters to be signed.',
    );
    const strange = '/rest/V1/modules?__proto__=1&constructor=2&%00=%00&__proto__[x]=1';
    expect(await erp.verdict({ url: strange })).toBe('200');
    const spent = await processorMs(async () => {
      await send(erp.test, {}, `OAuth ${'oauth_'.repeat(2_500)}`);
      await send(erp.test, {}, `OAuth ${'oauth_a="'.repeat(1_500)}`);
    });
    expect(spent).toBeLessThan(500);
  });

  it('OA1-25 OA1-26 reads brackets and spaces in every spelling', async () => {
    for (const query of [
      'searchCriteria[pageSize]=2',
      'searchCriteria%5BpageSize%5D=2',
      'searchCriteria%5bpageSize%5d=2&a=b+c&d=e%20f&g=%2f&h=%2F&a=b&searchCriteria',
    ])
      expect(await erp.verdict({ url: `/rest/V1/modules?${query}` })).toBe('200');
    const url = '/rest/V1/modules?searchCriteria[pageSize]=a+b';
    const header = authorization(erp.credentials, erp.now, { url });
    const encoded = '/rest/V1/modules?searchCriteria%5BpageSize%5D=a%20b';
    expect(told(await send(erp.test, { url: encoded }, header))).toBe('200');
  });

  it('OA1-27 accepts the natural order of Magento 2.4.6, too', async () => {
    const url = '/rest/V1/modules?f[10]=a&f[2]=b';
    expect(await erp.verdict({ url, order: naturalOrder })).toBe('200');
    expect(await erp.verdict({ url, order: (one, other) => naturalOrder(other, one) })).toBe(
      SIGNATURE,
    );
  });

  it('OA1-28 serves old and new credentials while a roll overlaps, and the new ones after', async () => {
    const before = await Erp.create(erp.test, 'Rolling');
    const after = await erp.lifecycle.roll(await erp.integrations.named('Rolling'));
    expect(after.consumerSecret).not.toBe(before.consumerSecret);
    expect(after.accessToken).not.toBe(before.accessToken);
    expect([await erp.verdict({}, before), await erp.verdict({}, after)]).toEqual(['200', '200']);
    erp.test.clock.advance(86_400);
    expect(await erp.verdict({}, after)).toBe('200');
    expect(await erp.verdict({}, before)).toBe(SIGNATURE);
    const { accessToken, accessTokenSecret } = before;
    expect(await erp.verdict({}, { ...after, accessToken, accessTokenSecret })).toBe(GUEST);
  });

  it('OA1-28 keeps serving what is in use when a roll is repeated, its answer being lost', async () => {
    const before = await Erp.create(erp.test, 'Rolled twice');
    const roll = async (): Promise<Credentials> =>
      erp.lifecycle.roll(await erp.integrations.named('Rolled twice'));
    const lost = await roll();
    erp.test.clock.advance(3_600);
    const after = await roll();
    const verdicts = async (): Promise<string[]> => [
      await erp.verdict({}, before),
      await erp.verdict({}, lost),
      await erp.verdict({}, after),
    ];
    expect(await verdicts()).toEqual(['200', '200', '200']);
    erp.test.clock.advance(86_400 - 3_600);
    expect(await verdicts()).toEqual([SIGNATURE, '200', '200']);
    erp.test.clock.advance(3_600);
    expect(await verdicts()).toEqual([SIGNATURE, SIGNATURE, '200']);
  });

  it('OA1-28 refuses to roll when there is no room for another old secret, until the first has ended', async () => {
    const before = await Erp.create(erp.test, 'Rolled all day');
    const roll = async (): Promise<Credentials> =>
      erp.lifecycle.roll(await erp.integrations.named('Rolled all day'));
    for (let rolls = 0; rolls < 8; rolls += 1) await roll();
    await expect(roll()).rejects.toMatchObject({
      code: 'INTEGRATION_ROLLED',
      parameters: ['8', expect.any(String)],
    });
    expect(await erp.verdict({}, before)).toBe('200');
    erp.test.clock.advance(86_400);
    expect(await erp.verdict({}, await roll())).toBe('200');
    expect(await erp.verdict({}, before)).toBe(SIGNATURE);
  });

  it('OA1-28 ends old secrets with the tokens when the integration is reauthorized', async () => {
    const before = await Erp.create(erp.test, 'Leaked');
    await erp.lifecycle.roll(await erp.integrations.named('Leaked'));
    const after = await erp.lifecycle.reauthorize(await erp.integrations.named('Leaked'));
    expect(await erp.verdict({}, after)).toBe('200');
    expect(await erp.verdict({}, { ...after, consumerSecret: before.consumerSecret })).toBe(
      SIGNATURE,
    );
  });

  it('OA1-29 looks at status and rights at every request', async () => {
    const keys = await Erp.create(erp.test, 'Short-lived');
    expect(await erp.verdict({}, keys)).toBe('200');
    const integration = await erp.integrations.named('Short-lived');
    await erp.test.get(ResourceLists).replace(principalOf(keys.id), [], 'Short-lived');
    expect(await erp.verdict({}, keys)).toBe(GUEST);
    await erp.test
      .get(ResourceLists)
      .replace(principalOf(keys.id), ['Magento_Backend::admin'], 'Short-lived');
    expect(await erp.verdict({}, keys)).toBe('200');
    await erp.lifecycle.deactivate(integration);
    expect(await erp.verdict({}, keys)).toBe(GUEST);
    await erp.lifecycle.activate(await erp.integrations.named('Short-lived'));
    expect(await erp.verdict({}, keys)).toBe('200');
    await erp.lifecycle.reauthorize(await erp.integrations.named('Short-lived'));
    expect(await erp.verdict({}, keys)).toBe('401 Specified token does not exist');
    await erp.integrations.delete(await erp.integrations.named('Short-lived'));
    expect(await erp.verdict({}, keys)).toBe(UNKNOWN_KEY);
  });

  it('names its own scheme, with the reason, where the integration may not call', async () => {
    const challenge = async (keys: Credentials): Promise<string> =>
      (await erp.call({}, keys)).challenge;
    const problem = 'Bearer, OAuth oauth_problem="permission_denied", oauth_problem_advice=';
    const inactive = await Erp.create(erp.test, 'Switched off');
    await erp.lifecycle.deactivate(await erp.integrations.named('Switched off'));
    expect(await challenge(inactive)).toBe(`${problem}"The owner of the token is inactive"`);
    const elsewhere = await Erp.create(erp.test, 'Elsewhere', { sourceRanges: '203.0.113.0/24' });
    expect(await challenge(elsewhere)).toBe(
      `${problem}"The integration may not call from this address"`,
    );
  });

  it('looks at no credentials on an anonymous route', async () => {
    const reply = await send(erp.test, { url: '/rest/V1/fixture/text' }, 'OAuth oauth_nonce="%"');
    expect(reply.status).toBe(200);
  });
});
