import { describe, expect, it } from 'vitest';
import {
  PrincipalType,
  TokenExpiredError,
  TokenReader,
  UnreadableTokenError,
  type AccessToken,
} from '../../contract/index.js';
import { TokenInspectCommand } from './token-inspect.command.js';

/** Reads one text, and recognises all. */
class ReaderOf extends TokenReader {
  constructor(
    override readonly format: string,
    private readonly text: string,
  ) {
    super();
  }

  override recognises(): boolean {
    return true;
  }

  override read(text: string): AccessToken {
    if (text !== this.text) throw new UnreadableTokenError();
    const principal = { type: PrincipalType.Admin, id: 1 };
    return { format: this.format, principal, issuedAt: 1, expiresAt: 2, claims: {} };
  }
}

const READERS = [new ReaderOf('one', 'a'), new ReaderOf('other', 'b')];

const inspect = (text: string, refusal?: Error) => {
  const validate = () => {
    if (refusal) throw refusal;
  };
  const terminal = { readInput: async () => text, askSecret: async () => '' };
  return new TokenInspectCommand(READERS, [{ validate }]).run([], {}, terminal);
};

describe('token:inspect, where two formats have tokens of one shape', () => {
  it.each([
    ['a', 'one'],
    ['b', 'other'],
  ])('says of %s that it is of the format %s, as a request would find', async (text, format) => {
    expect(await inspect(text)).toMatchObject({ exitCode: 0, json: { format, accepted: true } });
  });

  it('says why the one that can read it refuses it', async () => {
    const refused = { code: 'TOKEN_EXPIRED' };
    expect(await inspect('b', new TokenExpiredError(2))).toMatchObject({
      exitCode: 1,
      json: { format: 'other', principal: { type: 'admin', id: 1 }, refused },
    });
  });

  it('says that none can read it', async () => {
    const refused = { code: 'TOKEN_UNREADABLE' };
    expect(await inspect('c')).toMatchObject({ exitCode: 1, json: { format: 'one', refused } });
  });
});
