import { describe, expect, it } from 'vitest';
import { ConsoleBench, fixtureModule } from '../../test/support/console-bench.js';
import { withModuleFileLock } from './module-file-lock.js';

describe('the lock of the module list', () => {
  it('lets no command lose the change of another', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `module-${index}`);
    const bench = new ConsoleBench(
      {},
      names.map((name) => fixtureModule(name)),
    );
    const answers = await Promise.all(names.map((name) => bench.run(`module:enable ${name}`)));
    expect(answers.map(({ code }) => code)).toEqual(names.map(() => 0));
    expect(bench.states).toEqual(Object.fromEntries(names.map((name) => [name, 'enabled'])));
  });

  it('is let go of when the work fails', async () => {
    const { file } = new ConsoleBench({}, []);
    const failed = withModuleFileLock(file, () => Promise.reject(new Error('no')));
    await expect(failed).rejects.toThrow('no');
    expect(await withModuleFileLock(file, async () => 'yes')).toBe('yes');
  });

  it('is refused in one line where the folder cannot be written to', async () => {
    const locked = withModuleFileLock('/nowhere/modules.json', async () => undefined);
    await expect(locked).rejects.toMatchObject({ code: 'MODULE_FILE' });
  });
});
