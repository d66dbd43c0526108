import { AsyncResource } from 'node:async_hooks';
import { expect, it } from 'vitest';
import { ServiceClient } from '../support/service-client.js';
import { startTestApp } from '../support/test-app.js';

/** How many storages Node carries along with everything asynchronous; Node 24 works otherwise. */
const carriedStorages = (): number =>
  Object.getOwnPropertySymbols(new AsyncResource('probe')).filter(
    ({ description }) => description === 'kResourceStore',
  ).length;

it('leaves nothing in the process that would slow down the applications after it', async () => {
  const before = carriedStorages();
  let during = 0;
  for (let round = 0; round < 3; round += 1) {
    const test = await startTestApp();
    await test.createAdmin('root', 'Tokenwright#1');
    const client = ServiceClient.of(test);
    expect(await client.verdict(await client.token('root', 'Tokenwright#1'))).toBe('ok');
    during = carriedStorages();
    await test.stop();
  }
  const carries = Number(process.versions.node.split('.')[0]) < 24;
  expect([during - before > 0, carriedStorages() - before]).toEqual([carries, 0]);
});
