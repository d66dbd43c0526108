import { AsyncResource } from 'node:async_hooks';
import { expect, it } from 'vitest';
import { ServiceClient } from '../support/service-client.js';
import { startTestApp } from '../support/test-app.js';

/** How many storages Node carries along with everything asynchronous; Node 24 works otherwise. */
const carriedStorages = (): number =>
  Object.getOwnPropertySymbols(new AsyncResource('probe')).filter(
    ({ description }) => description === 'kResourceStore',
  ).length;

it('carries nothing along between requests, nor after its end', async () => {
  const before = carriedStorages();
  for (let round = 0; round < 3; round += 1) {
    const test = await startTestApp();
    await test.createAdmin('root', 'Tokenwright#1');
    const client = ServiceClient.of(test);
    expect(await client.verdict(await client.token('root', 'Tokenwright#1'))).toBe('ok');
    await expect.poll(carriedStorages).toBe(before);
    await test.stop();
  }
  expect(carriedStorages()).toBe(before);
});
