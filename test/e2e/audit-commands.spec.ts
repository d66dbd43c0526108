import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runConsole } from '../../src/console/index.js';
import { SqliteDriver } from '../../src/persistence/data-source-options.js';
import { startTestApp } from '../support/test-app.js';

const PASSWORD = 'correct horse';

describe('commands and the audit trail', () => {
  let folder: string;
  let environment: Record<string, string>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokenwright-audit-'));
    const file = join(folder, 'modules.json');
    copyFileSync('etc/modules.json', file);
    environment = { MODULES_FILE: file, DATA_DIR: join(folder, 'var') };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(
    line: string,
    input = '',
  ): Promise<{ code: number; out: string; err: string }> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const streams = { stdin: Readable.from([Buffer.from(input)]), stdout, stderr };
    const code = await runConsole(line.split(' '), streams, () => environment);
    return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
  }
  const actions = async (filters = ''): Promise<string[]> => {
    const { out } = await run(`audit:list --json${filters}`);
    return JSON.parse(out).map(
      (each: Record<string, unknown>) => `${String(each.action)} ${String(each.subject)}`,
    );
  };

  const create = () =>
    run(
      'admin:user:create --username root --email r@example.com --role all --password-stdin',
      PASSWORD,
    );

  it('adds no master key while the addition cannot be noted', async () => {
    await create();
    const keys = async (): Promise<unknown> => JSON.parse((await run('key:list --json')).out);
    const before = await keys();
    const holder = new SqliteDriver(join(folder, 'var', 'tokenwright.sqlite'));
    holder.exec('BEGIN IMMEDIATE');
    expect((await run('key:rotate')).code).toBe(1);
    holder.exec('ROLLBACK');
    holder.close();
    expect(await keys()).toEqual(before);
    expect(await actions(' --action key.rotate')).toEqual([]);
  });

  it('notes accounts, keys and modules, with who sat at the console', async () => {
    expect((await create()).err).toBe('');
    const rotated = JSON.parse((await run('key:rotate --json')).out) as { id: string };
    const keys = JSON.parse((await run('key:list --json')).out) as { id: string }[];
    await run(`key:remove ${keys[0]!.id}`);
    await run('module:disable jwt-user-token --drain');
    await run('module:enable jwt-user-token');
    await run('admin:user:deactivate root');
    await run('admin:user:activate root');
    await run('token:revoke --admin root');
    expect(await actions()).toEqual([
      'token.revoke root',
      'admin.activate root',
      'admin.deactivate root',
      'module.enable jwt-user-token',
      'module.disable jwt-user-token',
      `key.remove ${keys[0]!.id}`,
      `key.rotate ${rotated.id}`,
      'admin.create root',
      'admin.role root',
    ]);
    const [newest] = JSON.parse((await run('audit:list --limit 1 --json')).out);
    expect(newest).toMatchObject({ actor: 'console', actor_name: expect.any(String) });
    expect(await actions(' --action key.rotate --actor console')).toHaveLength(1);
    expect(await run('audit:list --since yesterday')).toMatchObject({
      code: 1,
      err: '"since" must be a date or time such as 2026-01-31 or 2026-01-31T12:00:00Z.\n',
    });
    expect((await run('audit:list --limit 1')).out).toMatch(
      /^\S+Z\ttoken\.revoke\tsuccess\tconsole/,
    );
  });

  it('changes modules although the database is away, and says what is missing', async () => {
    environment.DATABASE_URL = 'mariadb://nobody:secret@127.0.0.1:1/none';
    const { code, out, err } = await run('module:disable jwt-user-token --drain');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Warning: The change is not in the audit trail: ');
    expect(out).not.toContain('secret');
  });

  it('unlocks a name, and says whether there was anything to unlock', async () => {
    await create();
    expect((await run('admin:user:unlock root')).out).toBe('There was nothing to unlock.\n');
    const dataDir = environment.DATA_DIR!;
    const database = {
      kind: 'sqlite' as const,
      environment: { DATA_DIR: dataDir },
      remove: async () => {},
    };
    const limits = { SIGN_IN_LOCK_MAX_FAILURES: '6' };
    const test = await startTestApp({ database, environment: limits, realTime: true });
    const signIn = async (door: string, password: string): Promise<number> => {
      const url = `/rest/V1/integration/${door}/token`;
      const payload = { username: 'Root', password };
      return (await test.app.inject({ method: 'POST', url, payload })).statusCode;
    };
    for (let time = 0; time < 6; time += 1) await signIn('admin', 'wrong');
    for (let time = 0; time < 6; time += 1) await signIn('customer', 'wrong');
    expect(await signIn('admin', PASSWORD)).toBe(401);
    expect((await run('admin:user:unlock ROOT')).out).toContain('signing in works again');
    expect(await signIn('admin', PASSWORD)).toBe(200);
    expect((await run('customer:unlock root --json')).out).toBe(
      '{"name":"root","unlocked":true}\n',
    );
    await test.stop();
    expect((await actions()).filter((each) => each.includes('unlock'))).toEqual([
      'customer.unlock root',
      'admin.unlock ROOT',
    ]);
  });

  it('token:revoke wants to know whose tokens, and of one user', async () => {
    for (const line of ['token:revoke', 'token:revoke --admin a --customer b'])
      expect(await run(line)).toMatchObject({
        code: 1,
        err: 'Say one of --admin <username>, --customer <email> and --everyone.\n',
      });
  });
});
