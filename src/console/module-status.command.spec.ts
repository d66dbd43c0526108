import { describe, expect, it } from 'vitest';
import { ConsoleBench, fixtureModule } from '../../test/support/console-bench.js';

const manifests = ['integration', 'jwt-user-token', 'webapi'].map((name) => fixtureModule(name));

describe('module:status', () => {
  it('lists modules by state', async () => {
    const bench = new ConsoleBench({ integration: 'enabled', webapi: 'enabled' }, manifests);
    expect(await bench.run('module:status')).toEqual({
      code: 0,
      out: 'List of enabled modules:\nintegration\nwebapi\n\nList of disabled modules:\njwt-user-token\n\n',
      err: '',
    });
  });

  it('says None where there is none, and lists accept-only modules only where there are some', async () => {
    const all = {
      integration: 'enabled',
      webapi: 'enabled',
      'jwt-user-token': 'accept-only',
    } as const;
    expect((await new ConsoleBench(all, manifests).run('module:status')).out).toBe(
      'List of enabled modules:\nintegration\nwebapi\n\n' +
        'List of accept-only modules:\njwt-user-token\n\n' +
        'List of disabled modules:\nNone\n\n',
    );
  });

  it('prints bare names for one state, and exits with 1 when there is none', async () => {
    const bench = new ConsoleBench({ integration: 'enabled' }, manifests);
    expect(await bench.run('module:status --enabled')).toEqual({
      code: 0,
      out: 'integration\n',
      err: '',
    });
    expect(await bench.run('module:status --disabled')).toEqual({
      code: 0,
      out: 'jwt-user-token\nwebapi\n',
      err: '',
    });
    expect(await new ConsoleBench({}, manifests).run('module:status --enabled')).toEqual({
      code: 1,
      out: 'None\n',
      err: '',
    });
  });

  it('answers for names in every spelling, and always with exit code 0', async () => {
    const bench = new ConsoleBench({ integration: 'enabled', webapi: 'accept-only' }, manifests);
    expect(await bench.run('module:status integration JwtUserToken Magento_Webapi A_B')).toEqual({
      code: 0,
      out:
        'integration : Module is enabled\n' +
        'jwt-user-token :  Module is disabled\n' +
        'webapi : Module is accept-only\n' +
        'A_B : Module does not exist\n',
      err: '',
    });
  });

  it('shows the states in force, and says that MODULES made them', async () => {
    const bench = new ConsoleBench({ integration: 'enabled' }, manifests);
    const MODULES = 'integration=disabled';
    expect((await bench.run('module:status integration', { MODULES })).out).toBe(
      'integration :  Module is disabled\nMODULES overrides the file: integration\n',
    );
  });

  it('prints one JSON value', async () => {
    const bench = new ConsoleBench({ integration: 'enabled' }, manifests);
    const { out, code } = await bench.run('module:status --json Integration nobody');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      { name: 'integration', state: 'enabled', summary: 'Summary of integration.' },
      { name: 'nobody', state: null, summary: null },
    ]);
  });

  it('still works when a package that is on is not installed', async () => {
    const bench = new ConsoleBench(
      { integration: 'enabled', 'gone-package': 'enabled' },
      manifests,
    );
    expect(await bench.run('module:status gone-package')).toEqual({
      code: 0,
      out:
        'gone-package : Module is enabled\n' +
        "The service will not start: Unknown module(s): 'gone-package'\n",
      err: '',
    });
  });

  it('says in one line that the module list is broken', async () => {
    const bench = new ConsoleBench({}, manifests);
    bench.write('{');
    expect(await bench.run('module:status')).toEqual({
      code: 1,
      out: '',
      err: `The module list ${bench.file} cannot be used: it is missing or not JSON.\n`,
    });
  });
});
