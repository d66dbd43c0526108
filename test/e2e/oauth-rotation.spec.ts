import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KeyRing } from '../../src/contract/index.js';
import { KeyListCommand } from '../../src/modules/security/key-list.command.js';
import { KeyRemoveCommand } from '../../src/modules/security/key-remove.command.js';
import { KeyRotateCommand } from '../../src/modules/security/key-rotate.command.js';
import { ResealTask } from '../../src/modules/security/reseal.task.js';
import { oldSecretsFrom } from '../../src/modules/oauth-integration/old-secrets.js';
import { Consumer } from '../../src/modules/oauth-integration/persistence/consumer.entity.js';
import { OauthToken } from '../../src/modules/oauth-integration/persistence/oauth-token.entity.js';
import { SecretVault } from '../../src/modules/oauth-integration/secret-vault.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { Erp, WITH_OAUTH, type Credentials } from '../support/integrations.js';
import { startTestApp } from '../support/test-app.js';

const SECRETS = 'secrets of integrations';
/** Of one integration that was rolled: two of its consumer, one of each of its tokens. */
const ROLLED = 4;

describeOnEachDatabase('secrets of integrations when the master key is rotated', (kind) => {
  let database: TestDatabase;
  let erp: Erp;
  let other: Erp;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    erp = await Erp.open({ database });
    other = Erp.with(await startTestApp({ modules: WITH_OAUTH, database }), erp.credentials);
  });
  afterEach(async () => {
    for (const { test } of [erp, other]) await test.stop();
    await database.remove();
  });

  const sealed = async (): Promise<string[]> => {
    const source = erp.test.get(Database);
    const consumers = await source.run((manager) => manager.find(Consumer));
    const tokens = await source.run((manager) => manager.find(OauthToken));
    return [
      ...consumers.flatMap(({ secret, oldSecrets }) => [
        secret,
        ...oldSecretsFrom(oldSecrets).map((old) => old.sealed),
      ]),
      ...tokens.map((each) => each.secret),
    ].filter((text) => text !== null);
  };
  const keyIds = async (): Promise<string[]> => [
    ...new Set((await sealed()).map((text) => text.split('.')[0]!)),
  ];
  const rotate = async (options: Readonly<Record<string, true>> = {}) =>
    (await erp.test.get(KeyRotateCommand).run([], options)).json as {
      id: string;
      resealed: Record<string, number>;
      unreadable: Record<string, number>;
    };
  const roll = async (): Promise<Credentials> =>
    erp.lifecycle.roll(await erp.integrations.named('ERP'));

  it('are encrypted with the new key, those of a roll included, and good in processes that run', async () => {
    const rolled = await roll();
    const { id, resealed, unreadable } = await rotate();
    expect(resealed).toEqual({ [SECRETS]: ROLLED });
    expect(unreadable).toEqual({ [SECRETS]: 0 });
    expect(await keyIds()).toEqual([id]);
    for (const running of [erp, other]) {
      running.test.clock.advance(2);
      expect(await running.verdict()).toBe('200');
      expect(await running.verdict({}, rolled)).toBe('200');
    }
  });

  it('lose no key to commands that run at once, and so stay readable', async () => {
    const [first] = await keyIds();
    const rotateBy = ({ test }: Erp) => test.get(KeyRotateCommand).run([], {});
    const rotations = [erp, other, erp, other].map(rotateBy);
    const added = (await Promise.all(rotations)).map(({ json }) => (json as { id: string }).id);
    const removal = erp.test.get(KeyRemoveCommand).run([first!]);
    added.push(((await rotateBy(other)).json as { id: string }).id);
    await removal;
    erp.test.get(KeyRing).reload();
    const { json } = await erp.test.get(KeyListCommand).run();
    expect(new Set((json as { id: string }[]).map(({ id }) => id))).toEqual(new Set(added));
    expect(await keyIds()).toEqual([added.at(-1)]);
    for (const running of [erp, other]) {
      running.test.clock.advance(2);
      expect(await running.verdict()).toBe('200');
    }
  });

  it('are not rolled where they are encrypted anew in the same moment, and can be afterwards', async () => {
    const vault = erp.test.get(SecretVault);
    const seal = vault.seal.bind(vault);
    const sealing = vi.spyOn(vault, 'seal').mockImplementationOnce((secret, row) => {
      met = erp.test.get(Database).execute('UPDATE oauth_consumer SET secret = ?', 'sealed anew');
      return seal(secret, row);
    });
    let met: Promise<number> | undefined;
    const before = await sealed();
    await expect(roll()).rejects.toMatchObject({ code: 'INTEGRATION_CREDENTIALS_BUSY' });
    expect([await met, sealing.mock.calls.length]).toEqual([1, 1]);
    expect(await sealed()).toEqual(before);
    expect(await erp.verdict({}, await roll())).toBe('200');
  });

  it('are encrypted at the next start where that was left for later, and before a key is removed', async () => {
    const [before] = await keyIds();
    const { id } = await rotate({ later: true });
    expect(await keyIds()).toEqual([before]);
    await erp.test.get(ResealTask).run();
    expect(await keyIds()).toEqual([id]);
    const made = await Erp.create(other.test, 'Made by a process with the old key');
    expect(await keyIds()).toEqual([id, before]);
    await erp.test.get(KeyRemoveCommand).run([before!]);
    expect(await keyIds()).toEqual([id]);
    expect(await Erp.with(erp.test, made).verdict()).toBe('200');
  });

  it('are never encrypted with a key that was removed, even by processes that have it still', async () => {
    const [before] = await keyIds();
    const { id } = await rotate();
    await erp.test.get(KeyRemoveCommand).run([before!]);
    const made = await Erp.create(other.test, 'Made by a process without the new key');
    expect(await keyIds()).toEqual([id]);
    const restarted = await startTestApp({ modules: WITH_OAUTH, database });
    expect(await Erp.with(restarted, made).verdict()).toBe('200');
    await restarted.stop();
  });

  it('stay as they are where no key opens them, and stop nothing', async () => {
    const database = erp.test.get(Database);
    const broken = await Erp.create(erp.test, 'Broken');
    await database.execute(
      "UPDATE oauth_consumer SET secret = 'deadbeef.AA.AA.AA' WHERE consumer_key = ?",
      broken.consumerKey,
    );
    const { id, resealed, unreadable } = await rotate();
    expect([resealed, unreadable]).toEqual([{ [SECRETS]: 3 }, { [SECRETS]: 1 }]);
    await expect(erp.test.get(ResealTask).run()).resolves.toBeUndefined();
    expect(new Set(await keyIds())).toEqual(new Set([id, 'deadbeef']));
    erp.test.clock.advance(2);
    expect(await erp.verdict()).toBe('200');
    expect(await Erp.with(erp.test, broken).verdict()).toMatch(/^503 /);
  });
});
