import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { ServiceClient } from '../../support/service-client.js';
import { Installation } from '../../support/service-process.js';
import { SessionClient } from '../../support/session-client.js';

const PASSWORD = 'a canary that sings';

it('LEA-10 keeps neither tokens nor passwords in memory once they are done with', async () => {
  const installation = await Installation.on('sqlite');
  onTestFinished(() => installation.remove());
  const { code } = await installation.commandHere(
    'admin:user:create --username keeper --email keeper@example.com --role all --password-stdin',
    PASSWORD,
  );
  expect(code).toBe(0);
  const service = await installation.start({ NODE_OPTIONS: '--heapsnapshot-signal=SIGUSR2' });
  const client = ServiceClient.overHttp(service.url);
  const device = SessionClient.overHttp(service.url);
  await device.login('keeper', PASSWORD);
  const secrets = [PASSWORD, device.token, device.cookie!];
  expect(await device.verdict()).toBe('ok');
  expect((await device.refresh()).status).toBe(200);
  secrets.push(device.token, device.cookie!);
  expect(await device.verdict()).toBe('ok');
  const plain = await client.token('keeper', PASSWORD);
  secrets.push(plain);
  expect(await client.verdict(plain)).toBe('ok');
  expect((await device.authorized('DELETE', '/auth/sessions')).status).toBe(200);
  expect((await device.signOut()).status).toBe(200);
  // Answers are remembered for a second, and a connection keeps its last request until the next.
  await sleep(1_100);
  for (let round = 0; round < 50; round += 1) await client.verdict('x'.repeat(32));
  const heap = await heapOf(installation, service);
  // What is there would be found.
  expect(heap).toContain('Magento_Backend::admin');
  expect(secrets.filter((secret) => heap.includes(JSON.stringify(secret).slice(1, -1)))).toEqual(
    [],
  );
}, 120_000);

/** Writes a snapshot, which begins with a full collection. @returns Its text. */
async function heapOf(
  { folder }: Installation,
  service: { signal(signal: NodeJS.Signals): void },
): Promise<string> {
  const snapshots = (): string[] =>
    readdirSync(folder).filter((name) => name.endsWith('.heapsnapshot'));
  const before = snapshots();
  service.signal('SIGUSR2');
  let size = -1;
  for (;;) {
    await sleep(500);
    const name = snapshots().find((each) => !before.includes(each));
    if (name === undefined) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    if (text.length === size && text.trimEnd().endsWith('}')) return text;
    size = text.length;
  }
}
