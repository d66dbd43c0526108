import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { Installation } from '../support/service-process.js';
import { OPAQUE } from '../support/service-tokens.js';
import { TwoFactorBench } from '../support/two-factor-bench.js';

describeOnEachDatabase('a file of master keys that is not there', (kind) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
  });
  afterEach(() => database.remove());

  const inFolder = (name: string): string => join(database.environment.DATA_DIR!, name);
  const start = (environment: Record<string, string>, log?: (line: string) => void) =>
    TwoFactorBench.start({ database, environment, ...(log && { log }) });

  it('is made, with one key, by the first start of an installation', async () => {
    const MASTER_KEY_FILE = join(inFolder('secrets'), 'master.key');
    const first = await start({ MASTER_KEY_FILE });
    await first.createEnrolled();
    await first.test.stop();
    const made = readFileSync(MASTER_KEY_FILE, 'utf8');
    expect([made.length, statSync(MASTER_KEY_FILE).mode & 0o777]).toEqual([44, 0o600]);
    const second = await start({ MASTER_KEY_FILE });
    expect(await second.authenticate(second.code())).toEqual([200, expect.stringMatching(OPAQUE)]);
    await second.test.stop();
    expect(readFileSync(MASTER_KEY_FILE, 'utf8')).toBe(made);
  });

  it('is not made where the installation has worked with another one', async () => {
    const first = await start({});
    await first.createEnrolled();
    await first.test.stop();
    const mistyped = inFolder('mastre.key');
    await expect(start({ MASTER_KEY_FILE: mistyped })).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      parameters: ['MASTER_KEY_FILE', expect.stringContaining('there is no such file')],
    });
    expect(existsSync(mistyped)).toBe(false);
    const mended = await start({ MASTER_KEY_FILE: inFolder('master.key') });
    expect(await mended.authenticate(mended.code())).toEqual([200, expect.stringMatching(OPAQUE)]);
    await mended.test.stop();
  });

  it('is made anew in its usual place, and a line of the log says what that costs', async () => {
    const first = await start({});
    await first.createEnrolled();
    await first.test.stop();
    renameSync(inFolder('master.key'), inFolder('lost.key'));
    const lines: string[] = [];
    await (await start({}, (line) => void lines.push(line))).test.stop();
    expect(lines.filter((line) => line.includes('there was no file of master keys'))).toEqual([
      expect.stringContaining('"level":"warn"'),
    ]);
    lines.length = 0;
    await (await start({}, (line) => void lines.push(line))).test.stop();
    expect(lines.join('\n')).not.toContain('there was no file of master keys');
  });
});

describeOnEachDatabase('a mistyped MASTER_KEY_FILE', (kind) => {
  let installation: Installation;

  beforeEach(async () => {
    installation = await Installation.on(kind);
    await installation.commandHere(
      'admin:user:create --username root --email r@example.com --role all --password-stdin',
      'correct horse',
    );
  });
  afterEach(() => installation.remove());

  const mistyped = (): Record<string, string> => ({
    MASTER_KEY_FILE: join(installation.folder, 'mastre.key'),
  });
  const LINE =
    'Setting MASTER_KEY_FILE is not valid: there is no such file, and this installation has ' +
    'master keys already. Name the file that holds them; where they are lost for good, put ' +
    '32 random bytes there, as hex.\n';

  it('stops a start with one line, and makes nothing', async () => {
    const { code, stdout, stderr } = await installation.spawn(mistyped()).exited;
    expect([code, stdout, stderr]).toEqual([1, '', `Tokenwright cannot start: ${LINE}`]);
    expect(existsSync(mistyped().MASTER_KEY_FILE!)).toBe(false);
  });

  it.each(['key:list', 'key:rotate'])('stops %s with one line, and makes nothing', async (line) => {
    const before = await installation.commandHere('key:list');
    const refused = await installation.commandHere(line, '', mistyped());
    expect(refused).toEqual({ code: 1, stdout: '', stderr: LINE });
    expect(existsSync(mistyped().MASTER_KEY_FILE!)).toBe(false);
    expect(await installation.commandHere('key:list')).toEqual(before);
  });
});
