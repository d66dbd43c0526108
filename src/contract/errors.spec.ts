import { describe, expect, it } from 'vitest';
import { IssueRefusedError, UnreadableTokenError } from './errors.js';

describe('DomainError', () => {
  it('says in its stack what its template leaves open', () => {
    const error = new IssueRefusedError('it is too long');
    expect(error.message).toBe('The token cannot be issued: %1.');
    expect(error.stack).toMatch(
      /^IssueRefusedError: The token cannot be issued: it is too long\.\n/,
    );
  });

  it('leaves the stack alone where nothing is open: most are never looked at', () => {
    const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
    let formatted = 0;
    Error.prepareStackTrace = (error) => {
      formatted += 1;
      return String(error);
    };
    try {
      const error = new UnreadableTokenError();
      expect(formatted).toBe(0);
      expect(error.stack).toBe('UnreadableTokenError: The token cannot be read.');
      expect(formatted).toBe(1);
    } finally {
      if (before) Object.defineProperty(Error, 'prepareStackTrace', before);
      else Reflect.deleteProperty(Error, 'prepareStackTrace');
    }
  });
});
