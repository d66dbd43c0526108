import type { AddressInfo } from 'node:net';
import { Injectable, Module } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AddressBudget, type RequestOrigin } from '../../src/contract/index.js';
import { defineFeature, defineModule, prefer } from '../../src/kernel/index.js';
import { head, sendRaw } from '../support/raw-http.js';
import { restFixture } from '../support/rest-fixture.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const spent: string[] = [];
let waitSeconds = 0;

@Injectable()
class StrictBudget extends AddressBudget {
  override spend(address: string): number {
    spent.push(address);
    return waitSeconds;
  }
}

@Module({ providers: [StrictBudget], exports: [StrictBudget] })
class BudgetModule {}

const strictBudget = defineModule({
  name: 'fixture-budget',
  summary: 'A budget that the test empties.',
  sequence: ['security', 'webapi'],
  load: async () =>
    defineFeature({ module: BudgetModule, preferences: [prefer(AddressBudget, StrictBudget)] }),
});

const SIGN_IN_FAILED =
  '{"message":"The account sign-in was incorrect or your account is disabled temporarily. ' +
  'Please wait and try again later."}';

describe('where a request comes from', () => {
  let test: TestApp;
  let port: number;
  beforeAll(async () => {
    test = await startTestApp({
      manifests: [restFixture, strictBudget],
      environment: { TRUSTED_PROXIES: '127.0.0.0/8, 10.0.0.1' },
    });
    await test.createAdmin('keeper', 'correct horse');
    await test.app.listen(0, '127.0.0.1');
    ({ port } = test.app.getHttpServer().address() as AddressInfo);
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    spent.length = 0;
    waitSeconds = 0;
  });

  const origin = async (url: string, options: object = {}, on = test) =>
    (await on.app.inject({ method: 'POST', url, ...options })).json<RequestOrigin>();

  it('is known in the course of whatever changes something', async () => {
    const headers = { 'user-agent': 'shop/1', 'x-request-id': 'abc' };
    expect(await origin('/rest/V1/fixture/origin', { headers })).toEqual({
      requestId: 'abc',
      address: '127.0.0.1',
      userAgent: 'shop/1',
      store: { id: 1, code: 'default', websiteId: 1 },
    });
    expect((await origin('/rest/all/V1/fixture/origin')).store).toEqual({
      id: 0,
      code: 'all',
      websiteId: 0,
    });
  });

  it('is not known in a GET, not even after a POST on the same connection', async () => {
    const post = head('POST /rest/V1/fixture/origin HTTP/1.1', 'Host: a', 'Content-Length: 0');
    const get = head('GET /rest/V1/fixture/origin HTTP/1.1', 'Host: a', 'Connection: close');
    const answers = await sendRaw(port, post + get);
    expect(answers.map(({ status, body }) => [status, body === 'null' || body === ''])).toEqual([
      [200, false],
      [200, true],
    ]);
  });

  it('is kept apart for requests at the same time', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `id-${index}`);
    const origins = await Promise.all(
      ids.map((id) =>
        origin('/rest/V1/fixture/origin', { headers: { 'x-request-id': id }, payload: { id } }),
      ),
    );
    expect(origins.map(({ requestId }) => requestId)).toEqual(ids);
  });

  it('is what trusted proxies say, in one spelling', async () => {
    const from = async (forwarded: string, remoteAddress = '127.0.0.1') =>
      (
        await origin('/rest/V1/fixture/origin', {
          headers: { 'x-forwarded-for': forwarded },
          remoteAddress,
        })
      ).address;
    expect(await from('192.0.2.7')).toBe('192.0.2.7');
    expect(await from('192.0.2.7, 10.0.0.1')).toBe('192.0.2.7');
    expect(await from('198.51.100.1, 192.0.2.7')).toBe('192.0.2.7');
    expect(await from('::ffff:c000:201')).toBe('192.0.2.1');
    expect(await from('2001:DB8::0:1%eth0')).toBe('2001:db8::1');
    expect(await from('unknown')).toBe('127.0.0.1');
    expect(await from('192.0.2.7', '203.0.113.5')).toBe('203.0.113.5');
    expect(await from('192.0.2.7', '::ffff:203.0.113.5')).toBe('203.0.113.5');
  });

  it('is what the connection says where no proxy is trusted', async () => {
    const plain = await startTestApp({ manifests: [restFixture] });
    const options = { headers: { 'x-forwarded-for': '192.0.2.7' } };
    expect((await origin('/rest/V1/fixture/origin', options, plain)).address).toBe('127.0.0.1');
    await plain.stop();
  });

  describe('and its budget', () => {
    const signIn = (payload: string, headers: Record<string, string> = {}) =>
      test.app.inject({
        method: 'POST',
        url: '/rest/V1/integration/admin/token',
        headers: { 'content-type': 'application/json', ...headers },
        payload,
        remoteAddress: '::ffff:192.0.2.1',
      });

    it('is asked once per request, however the request turns out', async () => {
      await signIn('{"username":"keeper","password":"correct horse"}');
      await signIn('{');
      await signIn('{}', { 'content-type': '_?' });
      await signIn('{}', { accept: 'image/png' });
      expect(spent).toEqual(Array.from({ length: 4 }, () => '192.0.2.1'));
      await test.app.inject({ method: 'POST', url: '/rest/V1/fixture/echo' });
      await test.app.inject({ url: '/rest/V1/modules' });
      expect(spent).toHaveLength(4);
    });

    it('refuses, when it is used up, as a failed sign-in is refused, and says until when', async () => {
      waitSeconds = 17;
      for (const payload of ['{"username":"keeper","password":"correct horse"}', '{']) {
        const { statusCode, body, headers } = await signIn(payload);
        expect([statusCode, body]).toEqual([401, SIGN_IN_FAILED]);
        expect([headers['retry-after'], headers['www-authenticate']]).toEqual(['17', 'Bearer']);
      }
      waitSeconds = 0;
      const answer = await signIn('{"username":"keeper","password":"wrong"}');
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([401, undefined]);
    });
  });
});
