import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { describeOnEachDatabase } from '../../support/databases.js';
import { ServiceClient } from '../../support/service-client.js';
import { Installation } from '../../support/service-process.js';

vi.setConfig({ testTimeout: 60_000 });

const CLIENTS = 4;
const PASSWORD = /with the password (\S+) \(shown only this once\)/;

describeOnEachDatabase('a service that is told to stop while it issues tokens', (kind) => {
  it('INF-19 INF-20 ends what it began, takes nothing more, and was told twice', async () => {
    const installation = await Installation.on(kind);
    onTestFinished(() => installation.remove());
    let password = '';
    const answered: string[] = [];
    for (const signals of [
      ['SIGTERM'],
      ['SIGTERM', 'SIGTERM'],
      ['SIGINT', 'SIGTERM'],
      ['SIGHUP'],
    ]) {
      const service = await installation.start();
      password ||= PASSWORD.exec(service.stdout)![1]!;
      const client = ServiceClient.overHttp(service.url);
      const outcomes: string[] = [];
      const work = async (): Promise<void> => {
        for (;;) {
          const reply = await client.signIn('admin', password).catch(() => undefined);
          if (reply?.status === 200) answered.push(JSON.parse(reply.body));
          outcomes.push(reply ? String(reply.status) : 'closed');
          if (reply?.status !== 200) return;
        }
      };
      const clients = Promise.all(Array.from({ length: CLIENTS }, work));
      while (answered.length === 0) await setTimeout(5);
      await setTimeout(100);
      const since = performance.now();
      for (const signal of signals as NodeJS.Signals[]) {
        service.signal(signal);
        await setTimeout(20);
      }
      const { code, signal, stderr } = await service.exited;
      await clients;
      expect([signals, code, signal, stderr]).toEqual([signals, 0, null, '']);
      // Sooner than silent connections are cut off: these clients keep theirs, and say no more.
      expect(performance.now() - since).toBeLessThan(4_500);
      // Served, refused with "not now", or not even connected to: no error of ours.
      expect(outcomes.filter((each) => !['200', '503', 'closed'].includes(each))).toEqual([]);
    }
    const service = await installation.start();
    const client = ServiceClient.overHttp(service.url);
    const verdicts = new Set<string>();
    for (const token of answered) verdicts.add(await client.verdict(token));
    expect([...verdicts]).toEqual(['ok']);
  });
});
