import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

/** Runs `di:preferences`, which prints some kilobytes, and has its output go somewhere. */
function run(shellLine: (command: string, file: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), 'cli-output-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'printed');
  const command = `"${process.execPath}" dist/src/cli.js di:preferences`;
  const env = { ...process.env, DATA_DIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' };
  const { status, stderr } = spawnSync('sh', ['-c', shellLine(command, file)], {
    env,
    encoding: 'utf8',
  });
  return { status, stderr, printed: () => readFileSync(file, 'utf8') };
}

it('says in one line that its answer could not be written, and fails', () => {
  const { status, stderr } = run((command) => `${command} > /dev/full`);
  expect([status, stderr]).toEqual([1, 'The answer could not be written: ENOSPC.\n']);
});

it('says so of a part that could not be written, too', () => {
  const { status, stderr, printed } = run((command, file) => `ulimit -f 2; ${command} > ${file}`);
  expect(printed().length).toBe(1_024);
  expect([status, stderr]).toEqual([1, 'The answer could not be written: EFBIG.\n']);
});

it('says nothing about a reader that has seen enough', () => {
  const { stderr, printed } = run(
    (command, file) => `{ ${command}; echo $? > ${file}; } | head -n 1`,
  );
  expect([printed(), stderr]).toEqual(['0\n', '']);
});
