import { describe, expect, it } from 'vitest';
import { ConsoleBench, fixtureModule } from '../../test/support/console-bench.js';
import { LiveTokenCounter } from '../contract/index.js';
import { contribute, type ModuleManifest } from '../kernel/index.js';

function counting(name: string, format: string, live: number): ModuleManifest {
  class FixtureCounter extends LiveTokenCounter {
    readonly format = format;
    override async count(): Promise<number> {
      return live;
    }
  }
  return fixtureModule(name, ['integration'], {
    contributions: [contribute(LiveTokenCounter, FixtureCounter)],
  });
}

const manifests = [
  fixtureModule('integration'),
  fixtureModule('webapi'),
  counting('jwt-user-token', 'jwt', 3),
  counting('paseto', 'paseto', 1),
  counting('idle', 'idle', 0),
];
const ALL = {
  idle: 'enabled',
  integration: 'enabled',
  'jwt-user-token': 'enabled',
  paseto: 'enabled',
  webapi: 'enabled',
} as const;

describe('module:disable', () => {
  it('says how many live tokens will be refused', async () => {
    const shop = new ConsoleBench(ALL, manifests);
    expect(await shop.run('module:disable jwt-user-token paseto idle')).toEqual({
      code: 0,
      out:
        'The following modules have been disabled:\n- jwt-user-token\n- paseto\n- idle\n\n' +
        'Restart the service to apply the change.\n' +
        'No live idle token is affected.\n' +
        '3 live jwt tokens will be refused after the restart. Use --drain to let them live out their time.\n' +
        '1 live paseto token will be refused after the restart. Use --drain to let it live out its time.\n',
      err: '',
    });
    expect(shop.states).toEqual({
      ...ALL,
      idle: 'disabled',
      'jwt-user-token': 'disabled',
      paseto: 'disabled',
    });
  });

  it('counts them for programs, too', async () => {
    const shop = new ConsoleBench(ALL, manifests);
    expect((await shop.run('module:disable JwtUserToken --json')).out).toBe(
      '{"changed":["jwt-user-token"],"state":"disabled","liveTokens":{"jwt":3}}\n',
    );
    expect((await shop.run('module:disable webapi --json')).out).toBe(
      '{"changed":["webapi"],"state":"disabled","liveTokens":{}}\n',
    );
  });

  it('does it even when the database cannot say how many', async () => {
    const shop = new ConsoleBench(ALL, manifests);
    const DATABASE_URL = 'mariadb://nobody@127.0.0.1:1/none';
    const { code, out, err } = await shop.run('module:disable jwt-user-token', { DATABASE_URL });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      '\nHow many live tokens will be refused after the restart is unknown: ' +
        'The service is temporarily unavailable. Please try again later. (connect ECONNREFUSED 127.0.0.1:1)\n',
    );
    expect(shop.states['jwt-user-token']).toBe('disabled');
    const json = await shop.run('module:disable paseto --json', { DATABASE_URL });
    expect(JSON.parse(json.out)).toEqual({
      changed: ['paseto'],
      state: 'disabled',
      liveTokens: null,
    });
  });

  it('drains a module: it goes on accepting', async () => {
    const shop = new ConsoleBench(ALL, manifests);
    expect(await shop.run('module:disable jwt-user-token --drain')).toEqual({
      code: 0,
      out:
        'The following modules are now accept-only:\n- jwt-user-token\n\n' +
        'Restart the service to apply the change.\n',
      err: '',
    });
    expect(shop.states['jwt-user-token']).toBe('accept-only');
  });

  it('refuses what others depend on, with the paths, and leaves the file alone', async () => {
    const shop = new ConsoleBench({ ...ALL, idle: 'disabled' }, manifests);
    const before = shop.text;
    expect(await shop.run('module:disable integration')).toEqual({
      code: 1,
      out: '',
      err:
        'Unable to change status of modules because of the following constraints:\n' +
        'Cannot disable integration because modules depend on it:\n' +
        'jwt-user-token: jwt-user-token->integration\n' +
        'paseto: paseto->integration\n',
    });
    expect(shop.text).toBe(before);
  });

  it('does it all the same with --force', async () => {
    const shop = new ConsoleBench({ integration: 'enabled', paseto: 'enabled' }, manifests);
    expect(await shop.run('module:disable integration --force')).toEqual({
      code: 0,
      out:
        'The following modules have been disabled:\n- integration\n\n' +
        'Restart the service to apply the change.\n' +
        'Warning: the service will not start: Unable to change status of modules because of the following constraints:\n' +
        'Cannot disable integration because modules depend on it:\n' +
        'paseto: paseto->integration\n' +
        'Alert: You used the --force option. As a result, modules might not function properly.\n',
      err: '',
    });
    expect(shop.states['integration']).toBe('disabled');
  });

  it('switches off a package that is not installed', async () => {
    const shop = new ConsoleBench({ ...ALL, 'gone-package': 'enabled' }, manifests);
    expect(await shop.run('module:disable gone-package --json')).toEqual({
      code: 0,
      out: '{"changed":["gone-package"],"state":"disabled","liveTokens":null}\n',
      err: '',
    });
    expect(shop.states).toEqual({ ...ALL, 'gone-package': 'disabled' });
  });

  it('switches off a package whose sequence makes a circle', async () => {
    const shop = new ConsoleBench({ one: 'enabled', two: 'enabled' }, []);
    for (const [name, other] of [
      ['one', 'two'],
      ['two', 'one'],
    ])
      shop.install(
        name!,
        `export const manifest = { name: '${name}', summary: '', sequence: [],
          sequenceIfEnabled: ['${other}'], load: async () => ({ module: class {} }) };`,
      );
    expect((await shop.run('di:preferences')).err).toBe(
      'Circular sequence reference: one -> two -> one.\n',
    );
    expect((await shop.run('module:disable two')).code).toBe(0);
    expect(shop.states).toEqual({ one: 'enabled', two: 'disabled' });
    expect((await shop.run('di:preferences')).code).toBe(0);
  });
});
