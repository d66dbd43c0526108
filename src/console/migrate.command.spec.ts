import type { MigrationInterface, QueryRunner } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { ConsoleBench, fixtureModule } from '../../test/support/console-bench.js';

class CreateShelf1763683200000 implements MigrationInterface {
  name = 'CreateShelf1763683200000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shelf (id integer)');
  }
  async down(): Promise<void> {}
}

describe('migrate', () => {
  const manifests = [fixtureModule('shelf', [], { migrations: [CreateShelf1763683200000] })];

  it('says which migrations ran, and that none are left', async () => {
    const bench = new ConsoleBench({ shelf: 'enabled' }, manifests);
    expect(await bench.run('migrate')).toEqual({
      code: 0,
      out: 'The following migrations ran:\n- CreateShelf1763683200000\n',
      err: '',
    });
    expect(await bench.run('migrate')).toEqual({ code: 0, out: 'Nothing to migrate.\n', err: '' });
    expect((await bench.run('migrate --json')).out).toBe('{"migrations":[]}\n');
  });

  it('says in one line why the database cannot be reached', async () => {
    const bench = new ConsoleBench({}, manifests);
    const DATABASE_URL = 'mariadb://nobody:hidden@127.0.0.1:1/none';
    expect(await bench.run('migrate', { DATABASE_URL })).toEqual({
      code: 1,
      out: '',
      err:
        'The service is temporarily unavailable. Please try again later. ' +
        '(connect ECONNREFUSED 127.0.0.1:1)\n',
    });
  });
});
