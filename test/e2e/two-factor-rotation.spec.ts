import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeyRemoveCommand } from '../../src/modules/security/key-remove.command.js';
import { KeyRotateCommand } from '../../src/modules/security/key-rotate.command.js';
import { ResealTask } from '../../src/modules/security/reseal.task.js';
import { FactorStore } from '../../src/modules/two-factor-auth/factor-store.js';
import { TfaFactor } from '../../src/modules/two-factor-auth/persistence/tfa-factor.entity.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { OPAQUE } from '../support/service-tokens.js';
import { TwoFactorBench } from '../support/two-factor-bench.js';

/** More than two batches. */
const OTHERS = 410;

describeOnEachDatabase('second factors when the master key is rotated', (kind) => {
  let database: TestDatabase;
  let bench: TwoFactorBench;
  let other: TwoFactorBench;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    bench = await TwoFactorBench.start({ database });
    other = await TwoFactorBench.start({ database });
    await bench.createEnrolled();
  });
  afterEach(async () => {
    for (const { test } of [bench, other]) await test.stop();
    await database.remove();
  });

  const keyIds = async (): Promise<string[]> => {
    const rows = await bench.test.get(Database).run((manager) => manager.find(TfaFactor));
    return [...new Set(rows.map(({ data }) => data.split('.')[0]!))];
  };
  const rotate = async (options: Readonly<Record<string, true>> = {}) =>
    (await bench.test.get(KeyRotateCommand).run([], options)).json as {
      id: string;
      resealed: Record<string, number>;
      unreadable: Record<string, number>;
    };

  it('are encrypted with the new key, in batches, and read by processes that run', async () => {
    const store = bench.test.get(FactorStore);
    for (let user = 1; user <= OTHERS; user += 1) await store.begin(1_000 + user, 'google', 'A');
    const { id, resealed } = await rotate();
    expect(resealed).toEqual({ 'second factors': OTHERS + 1 });
    expect(await keyIds()).toEqual([id]);
    expect(await other.authenticate(other.code())).toEqual([200, expect.stringMatching(OPAQUE)]);
    bench.test.clock.advance(30);
    expect(await bench.authenticate(bench.code())).toEqual([200, expect.stringMatching(OPAQUE)]);
  });

  it('are left for the next start where that is asked for', async () => {
    const before = await keyIds();
    const { resealed } = await rotate({ later: true });
    expect(resealed).toEqual({});
    expect(await keyIds()).toEqual(before);
    expect(await other.authenticate(other.code())).toEqual([200, expect.stringMatching(OPAQUE)]);
  });

  it('are never encrypted with a key that was removed, even by processes that have it still', async () => {
    const [before] = await keyIds();
    const { id } = await rotate();
    await bench.test.get(KeyRemoveCommand).run([before!]);
    await other.test.get(FactorStore).begin(1_000, 'google', 'A');
    expect(await keyIds()).toEqual([id]);
  });

  it('that no key opens stop neither a rotation nor a start, and stay as they are', async () => {
    const id = await bench.createEnrolled('broken');
    await bench.test
      .get(Database)
      .execute("UPDATE tfa_factor SET data = 'deadbeef.AAAA' WHERE user_id = ?", id);
    const { id: key, resealed, unreadable } = await rotate();
    expect([resealed, unreadable]).toEqual([{ 'second factors': 1 }, { 'second factors': 1 }]);
    await expect(bench.test.get(ResealTask).run()).resolves.toBeUndefined();
    expect((await keyIds()).sort()).toEqual([key, 'deadbeef'].sort());
    expect(await bench.authenticate(bench.code())).toEqual([200, expect.stringMatching(OPAQUE)]);
    expect(await bench.authenticate(bench.code(), { username: 'broken' })).toEqual([
      503,
      expect.anything(),
    ]);
  });
});
