import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { StderrLogger } from './stderr-logger.js';

describe('the log of a command', () => {
  let stderr: PassThrough;
  let logger: StderrLogger;
  const shown = (): string => String(stderr.read() ?? '');

  beforeEach(() => {
    stderr = new PassThrough();
    logger = new StderrLogger(stderr);
  });

  it('is one line of text', () => {
    logger.warn('a setting is odd');
    logger.error(new Error('it failed'));
    expect(shown()).toBe('a setting is odd\nit failed\n');
  });

  it('tells the fields of a line behind its text', () => {
    const fields = { integration: 'ERP\u001b[2J', cause: 'Error: answered 302', code: undefined };
    logger.error({ message: 'the activation post failed', ...fields }, undefined, 'a context');
    expect(shown()).toBe(
      'the activation post failed (integration: ERP\ufffd[2J, cause: Error: answered 302)\n',
    );
    logger.warn({ message: 'nothing beside it' });
    expect(shown()).toBe('nothing beside it\n');
  });

  it('shows no secret', () => {
    logger.error({ message: 'odd', password: 'canary', cause: 'mariadb://user:canary@host/db' });
    expect(shown()).not.toContain('canary');
  });

  it('is silent about what else is going on, and about what is thrown as well', () => {
    logger.log();
    logger.error(new Error('no start'), 'ExceptionHandler');
    expect(shown()).toBe('');
  });
});
