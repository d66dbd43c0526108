import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { StreamTerminal } from './stream-terminal.js';

function terminal(stdin: Readable): { asked: StreamTerminal; shown: () => string } {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const asked = new StreamTerminal({ stdin, stdout, stderr });
  return { asked, shown: () => String(stderr.read() ?? '') + String(stdout.read() ?? '') };
}

const typing = (): PassThrough => Object.assign(new PassThrough(), { isTTY: true });

describe('the terminal', () => {
  it('asks without echo', async () => {
    const keys = typing();
    const { asked, shown } = terminal(keys);
    const answer = asked.askSecret('Password: ');
    keys.write('correcd\u007ft hörse\r');
    expect(await answer).toBe('correct hörse');
    expect(shown()).toBe('Password: \n');
  });

  it('asks only when the echo is off: somebody may answer at once', async () => {
    const said: string[] = [];
    const keys = Object.assign(typing(), {
      setRawMode: (raw: boolean) => said.push(raw ? 'echo off' : 'echo on'),
    });
    const stderr = new PassThrough();
    stderr.on('data', (text) => said.push(String(text)));
    const answer = new StreamTerminal({ stdin: keys, stdout: stderr, stderr }).askSecret(
      'Secret: ',
    );
    keys.write('x\r');
    await answer;
    expect(said).toEqual(['echo off', 'Secret: ', 'echo on', '\n']);
  });

  it('asks twice in a row', async () => {
    const keys = typing();
    const { asked } = terminal(keys);
    const first = asked.askSecret('Password: ');
    keys.write('one\r');
    expect(await first).toBe('one');
    const second = asked.askSecret('Again: ');
    keys.write('two\r');
    expect(await second).toBe('two');
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('is left by %s', async (_name, key) => {
    const keys = typing();
    const answer = terminal(keys).asked.askSecret('Password: ');
    keys.write(key);
    await expect(answer).rejects.toMatchObject({ code: 'CONSOLE_ABORTED' });
  });

  it('names what to use where nobody can answer', async () => {
    const { asked } = terminal(Readable.from([]));
    await expect(asked.askSecret('Secret: ', '--secret-stdin')).rejects.toThrow(
      'Nobody can be asked: standard input is not a terminal. Use --secret-stdin.',
    );
  });

  it('reads UTF-8 and nothing else', async () => {
    const { asked } = terminal(Readable.from([Buffer.from('h\xf6rse', 'latin1')]));
    await expect(asked.readInput()).rejects.toMatchObject({ code: 'CONSOLE_INPUT_ENCODING' });
  });

  it('reads 64 KiB of input and no more', async () => {
    const most = 'x'.repeat(64 * 1024);
    expect(await terminal(Readable.from([most])).asked.readInput()).toBe(most);
    await expect(terminal(Readable.from([most, 'x'])).asked.readInput()).rejects.toMatchObject({
      code: 'CONSOLE_INPUT_TOO_LONG',
    });
  });
});
