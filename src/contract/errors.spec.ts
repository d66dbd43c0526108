import { describe, expect, it } from 'vitest';
import { DomainError, IssueRefusedError, UnreadableTokenError } from './errors.js';

class NamedError extends DomainError {
  readonly code = 'NAMED';
  readonly kind = 'invalid';
}

describe('DomainError', () => {
  it.each(['US$$', '$&', "$'", '%2', '%1 %2'])('says %j as it is', (value) => {
    expect(new NamedError('"%1" is none of %2.', [value, 'mine']).render()).toBe(
      `"${value}" is none of mine.`,
    );
    const parameters = { first: value, firstOf: ['a', 'b'] };
    expect(new NamedError('%first, %firstOf, %third.', parameters).render()).toBe(
      `${value}, a, b, %third.`,
    );
  });

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
