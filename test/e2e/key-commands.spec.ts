import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeError } from '../../src/describe-error.js';
import { KeyRemoveCommand } from '../../src/modules/security/key-remove.command.js';
import { KeyRotateCommand } from '../../src/modules/security/key-rotate.command.js';
import { MasterKeyRing } from '../../src/modules/security/master-key-ring.js';
import { ResealTask } from '../../src/modules/security/reseal.task.js';
import { Consumer } from '../../src/modules/oauth-integration/persistence/consumer.entity.js';
import { OauthToken } from '../../src/modules/oauth-integration/persistence/oauth-token.entity.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { Erp } from '../support/integrations.js';
import { refuseRows } from '../support/refused-rows.js';

describeOnEachDatabase('a command for master keys that fails half-way', (kind) => {
  let erp: Erp;
  let database: Database;

  beforeEach(async () => {
    erp = await Erp.open({ kind });
    database = erp.test.get(Database);
  });
  afterEach(() => erp.test.stop());

  const keys = (): string[] => {
    const ring = erp.test.get(MasterKeyRing);
    ring.reload();
    return ring.ids;
  };
  const sealedWith = async (): Promise<ReadonlySet<string>> => {
    const rows = [
      ...(await database.run((manager) => manager.find(Consumer))),
      ...(await database.run((manager) => manager.find(OauthToken))),
    ];
    return new Set(rows.map(({ secret }) => secret!.split('.')[0]!));
  };
  const noted = async (action: string): Promise<unknown[]> =>
    database.run((manager) =>
      manager.query('SELECT subject FROM audit_event WHERE action = ?', [action]),
    );
  const rotate = () => erp.test.get(KeyRotateCommand).run([], {});
  const remove = (id: string) => erp.test.get(KeyRemoveCommand).run([id]);
  const lineOf = async (command: Promise<unknown>): Promise<string> => {
    const outcome = await command.catch((error: unknown) => describeError(error));
    expect(outcome).toMatchObject({ code: 'KEY_CHANGE_UNFINISHED' });
    return (outcome as { message: string }).message;
  };

  it('says that the new key is there, that none is lost, and who encrypts the rest', async () => {
    const [old] = keys();
    const accept = await refuseRows(database, 'UPDATE', 'oauth_token');
    const line = await lineOf(rotate());
    const [, added] = keys();
    expect(line).toContain(
      `Key ${added} was added, and no key is lost, but not all is encrypted with the new one. ` +
        'Do not rotate again: restart the service, which encrypts what is left. (',
    );
    expect(keys()).toEqual([old, added]);
    expect(await sealedWith()).toEqual(new Set([old, added]));
    expect((await erp.call()).status).toBe(200);
    await accept();
    await erp.test.get(ResealTask).run();
    expect(await sealedWith()).toEqual(new Set([added]));
    expect((await erp.call()).status).toBe(200);
    await remove(old!);
    expect(keys()).toEqual([added]);
  });

  it('says that the new key is there where its addition could not be noted', async () => {
    const [old] = keys();
    const accept = await refuseRows(database, 'INSERT', 'audit_event');
    const line = await lineOf(rotate());
    await accept();
    const [, added] = keys();
    expect(line).toContain(
      `Key ${added} was added, and no key is lost, but the audit trail may lack it and nothing is ` +
        'encrypted with it. Do not rotate again: restart the service, which encrypts what is left. (',
    );
    expect(await noted('key.rotate')).toEqual([]);
    expect(await sealedWith()).toEqual(new Set([old]));
  });

  it('removes no key whose removal cannot be noted', async () => {
    const [old] = keys();
    await rotate();
    const both = keys();
    const accept = await refuseRows(database, 'INSERT', 'audit_event');
    await expect(remove(old!)).rejects.toThrow(/refused by the test/);
    await accept();
    expect(keys()).toEqual(both);
    expect(await noted('key.remove')).toEqual([]);
  });

  it('notes no removal of a key that stays', async () => {
    const [newest] = keys();
    for (const id of [newest!, '00000000'])
      await expect(remove(id)).rejects.toMatchObject({ code: 'KEY_CHANGE_REFUSED' });
    expect(keys()).toEqual([newest]);
    expect(await noted('key.remove')).toEqual([]);
  });
});
