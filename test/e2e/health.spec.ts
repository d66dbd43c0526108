import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Readiness } from '../../src/modules/health/readiness.js';
import { DatabaseUnavailableError } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { BASE, startTestApp, type TestApp } from '../support/test-app.js';

describeOnEachDatabase('what probes are told', (kind) => {
  let test: TestApp;
  const lines: string[] = [];

  beforeEach(async () => {
    const modules = { ...BASE, health: 'enabled' } as const;
    test = await startTestApp({ kind, modules, log: (line) => lines.push(line) });
    lines.length = 0;
  });
  afterEach(() => test.stop());

  const ask = async (path: string) => {
    const { statusCode, body, headers } = await test.app.inject({ url: `/health/${path}` });
    return [statusCode, body, headers['cache-control'], headers['content-type']];
  };
  const UP = [200, '{"status":"up"}', 'no-store', 'application/json; charset=utf-8'];
  const DOWN = [503, '{"status":"down"}', 'no-store', 'application/json; charset=utf-8'];

  const query = () => (test.get(Readiness) as unknown as { query: { first(): unknown } }).query;

  it('is that the process lives and can work, and nothing else', async () => {
    expect([await ask('live'), await ask('ready')]).toEqual([UP, UP]);
    expect((await test.app.inject({ url: '/health' })).statusCode).toBe(404);
  });

  it('LEA-07 costs the database one query a second, however many ask', async () => {
    const first = vi.spyOn(query(), 'first');
    expect(await Promise.all(Array.from({ length: 50 }, () => ask('ready')))).toContainEqual(UP);
    expect(first).toHaveBeenCalledTimes(1);
  });

  it('is "down" while the database is away or silent, without a line in the log', async () => {
    vi.spyOn(query(), 'first').mockImplementation(async () => {
      throw new DatabaseUnavailableError();
    });
    expect([await ask('live'), await ask('ready')]).toEqual([UP, DOWN]);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_001);
    vi.spyOn(query(), 'first').mockReturnValue(new Promise(() => {}));
    expect(await ask('ready')).toEqual(DOWN);
    expect(lines).toEqual([]);
    vi.restoreAllMocks();
  });
});
