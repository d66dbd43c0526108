import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConsoleBench, fixtureModule } from '../../test/support/console-bench.js';
import { defineSettings, prefer } from '../kernel/index.js';

abstract class Greeter {}
class PoliteGreeter extends Greeter {}
class RudeGreeter extends Greeter {}

const strictSettings = defineSettings(
  'StrictSettings',
  z.object({ STRICT_SECONDS: z.coerce.number({ error: 'must be a number' }).default(1) }),
  (fields) => fields,
);

const manifests = [
  fixtureModule('integration', [], { preferences: [prefer(Greeter, PoliteGreeter)] }),
  fixtureModule('jwt-user-token', ['integration']),
  fixtureModule('strict', [], { settings: [strictSettings] }),
  fixtureModule('rude', [], { preferences: [prefer(Greeter, RudeGreeter)] }),
];
const bench = (states: ConstructorParameters<typeof ConsoleBench>[0]): ConsoleBench =>
  new ConsoleBench(states, manifests);

describe('module:enable', () => {
  it('enables modules in every spelling and lists every known one in the file', async () => {
    const shop = bench({ integration: 'disabled' });
    expect(await shop.run('module:enable integration Magento_JwtUserToken')).toEqual({
      code: 0,
      out:
        'The following modules have been enabled:\n- integration\n- jwt-user-token\n\n' +
        'Restart the service to apply the change.\n',
      err: '',
    });
    expect(shop.states).toEqual({
      integration: 'enabled',
      'jwt-user-token': 'enabled',
      rude: 'disabled',
      strict: 'disabled',
    });
  });

  it('refuses to guess which modules are meant', async () => {
    expect(await bench({}).run('module:enable')).toEqual({
      code: 1,
      out: '',
      err: 'No modules specified. Specify a space-separated list of modules.\n',
    });
  });

  it('names all unknown modules as they were spelled, and leaves the file alone', async () => {
    const shop = bench({});
    const before = shop.text;
    expect(await shop.run('module:enable A_B integration C_D ../etc')).toEqual({
      code: 1,
      out: '',
      err: "Unknown module(s): 'A_B', 'C_D', '../etc'\n",
    });
    expect(shop.text).toBe(before);
  });

  it('says that nothing was changed, and leaves the file alone', async () => {
    const shop = bench({ integration: 'enabled' });
    const before = shop.text;
    expect(await shop.run('module:enable integration')).toEqual({
      code: 0,
      out: 'No modules were changed.\n',
      err: '',
    });
    expect(shop.text).toBe(before);
    expect((await shop.run('module:enable integration --json')).out).toBe(
      '{"changed":[],"state":"enabled"}\n',
    );
  });

  it('refuses a module without what it needs, with the path, and leaves the file alone', async () => {
    const shop = bench({});
    const before = shop.text;
    expect(await shop.run('module:enable jwt-user-token')).toEqual({
      code: 1,
      out: '',
      err:
        'Unable to change status of modules because of the following constraints:\n' +
        'Cannot enable jwt-user-token because it depends on disabled modules:\n' +
        'integration: jwt-user-token->integration\n',
    });
    expect(shop.text).toBe(before);
  });

  it('refuses what the service would not start with, and leaves the file alone', async () => {
    const shop = bench({ integration: 'enabled' });
    const before = shop.text;
    const rude = await shop.run('module:enable rude');
    expect(rude.err).toBe(
      'Modules integration and rude both claim Greeter, and neither names the other in its ' +
        'sequence. Disable one, or name one in the sequence of the other.\n',
    );
    const strict = await shop.run('module:enable strict --json', { STRICT_SECONDS: 'secret' });
    expect(strict).toEqual({
      code: 1,
      out: '{"error":{"code":"SETTING_INVALID","message":"Setting STRICT_SECONDS is not valid: must be a number."}}\n',
      err: '',
    });
    expect(shop.text).toBe(before);
  });

  it('writes with --force what the service will not start with, and says so', async () => {
    const shop = bench({ integration: 'enabled' });
    expect(await shop.run('module:enable strict --force', { STRICT_SECONDS: 'x' })).toEqual({
      code: 0,
      out:
        'The following modules have been enabled:\n- strict\n\n' +
        'Restart the service to apply the change.\n' +
        'Warning: the service will not start: Setting STRICT_SECONDS is not valid: must be a number.\n' +
        'Alert: You used the --force option. As a result, modules might not function properly.\n',
      err: '',
    });
    expect(shop.states['strict']).toBe('enabled');
  });

  it('warns when MODULES overrides the change', async () => {
    const shop = bench({});
    const { out } = await shop.run('module:enable strict --json', { MODULES: 'strict=disabled' });
    expect(JSON.parse(out)).toEqual({
      changed: ['strict'],
      state: 'enabled',
      warnings: ['MODULES overrides the file: strict stays disabled.'],
    });
  });

  it('enables an npm package that exports a manifest', async () => {
    const shop = bench({});
    shop.install(
      '@acme/tokens',
      `export const manifest = { name: '@acme/tokens', summary: 'Acme.', sequence: [],
        load: async () => ({ module: class {} }) };`,
    );
    expect((await shop.run('module:enable @acme/tokens')).code).toBe(0);
    expect(shop.states['@acme/tokens']).toBe('enabled');
    expect((await shop.run('module:status @acme/tokens')).out).toBe(
      '@acme/tokens : Module is enabled\n',
    );
  });

  it('refuses an npm package that is no module', async () => {
    const shop = bench({});
    shop.install('plain-package', 'export const nothing = 1;');
    expect((await shop.run('module:enable plain-package')).err).toBe(
      'Module plain-package cannot be used: it exports no manifest.\n',
    );
  });

  it('says in one line that the module list is missing', async () => {
    const shop = bench({});
    const MODULES_FILE = `${shop.folder}/none/modules.json`;
    expect((await shop.run('module:enable strict', { MODULES_FILE })).err).toBe(
      `The module list ${MODULES_FILE} cannot be used: it is missing or not JSON.\n`,
    );
  });
});
