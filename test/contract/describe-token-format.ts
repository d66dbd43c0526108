import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  MAX_TOKEN_LENGTH,
  PrincipalType,
  TokenIssuer,
  TokenReader,
  TokenRefusedError,
  TokenRevoker,
  TokenValidator,
  type AccessToken,
  type Principal,
} from '../../src/contract/index.js';
import type { ModuleManifest, ModuleState } from '../../src/kernel/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ADMIN: Principal = { type: PrincipalType.Admin, id: 1 };
const OTHER: Principal = { type: PrincipalType.Admin, id: 2 };
const CUSTOMER: Principal = { type: PrincipalType.Customer, id: 1 };

/** What a format's suite has to know about it. */
export interface TokenFormat {
  /** As in `AccessToken.format`. */
  readonly name: string;
  /** Module states under which the format is the one that is issued. */
  readonly modules: Readonly<Record<string, ModuleState>>;
  /** The format's own module, where it is not one of the shipped. */
  readonly manifests?: readonly ModuleManifest[];
  /** Its default lifetimes in seconds. */
  readonly adminLifetime: number;
  readonly customerLifetime: number;
}

/** What every token format promises. A new format calls this from a spec in its own folder. */
export function describeTokenFormat(format: TokenFormat): void {
  describe(`token format ${format.name}`, () => {
    let test: TestApp;

    beforeEach(async () => {
      test = await startTestApp({ modules: format.modules, manifests: format.manifests ?? [] });
      // The principals the tokens are for; ids count from 1.
      await test.createAdmin('first', 'correct horse');
      await test.createAdmin('second', 'correct horse');
    });
    afterEach(() => test.stop());

    const issue: TokenIssuer['issue'] = (...args) => test.get(TokenIssuer).issue(...args);

    const read = async (token: string): Promise<AccessToken> => {
      const reader = test.all(TokenReader).find((each) => each.recognises(token));
      if (!reader) throw new Error('no reader recognises the token');
      return reader.read(token);
    };

    /** Reads and validates; `ok`, or the code of the refusal. */
    const outcome = async (token: string): Promise<string> => {
      try {
        const accessToken = await read(token);
        for (const validator of test.all(TokenValidator)) await validator.validate(accessToken);
        return 'ok';
      } catch (error) {
        if (error instanceof TokenRefusedError) return error.code;
        throw error;
      }
    };

    const revoke = async (principal: Principal): Promise<void> => {
      for (const revoker of test.all(TokenRevoker)) await revoker.revokeAllFor(principal);
    };

    it.each([
      ['an administrator', ADMIN, format.adminLifetime],
      ['a customer', CUSTOMER, format.customerLifetime],
    ])('reads back what it issued for %s', async (_who, principal, lifetime) => {
      const token = await issue(principal);
      expect(await read(token)).toEqual({
        format: format.name,
        principal,
        issuedAt: test.clock.now(),
        expiresAt: test.clock.now() + lifetime,
        claims: {},
      });
      expect(token).toMatch(/^[\w.~+/-]+=*$/);
    });

    it('carries a forced issue time, a lifetime, claims and a session', async () => {
      const issuedAt = test.clock.now() - 100;
      const token = await issue(ADMIN, {
        issuedAt,
        lifetimeSeconds: 300,
        claims: { aud: 'shop', scope: ['a', 'b'] },
        sessionId: 'Zk3-_a',
      });
      expect(await read(token)).toEqual({
        format: format.name,
        principal: ADMIN,
        issuedAt,
        expiresAt: issuedAt + 300,
        sessionId: 'Zk3-_a',
        claims: { aud: 'shop', scope: ['a', 'b'] },
      });
    });

    it.each([0, -1, 1.5, Number.NaN, 31_536_001])(
      'refuses to issue a lifetime of %s seconds',
      async (lifetimeSeconds) => {
        await expect(issue(ADMIN, { lifetimeSeconds })).rejects.toMatchObject({
          code: 'ISSUE_REFUSED',
        });
      },
    );

    it('refuses to issue what counts later only: not every format could hold to it', async () => {
      for (const nbf of [test.clock.now() + 60, test.clock.now(), 'later'])
        await expect(issue(ADMIN, { claims: { nbf } })).rejects.toMatchObject({
          code: 'ISSUE_REFUSED',
        });
    });

    it('issues nothing for an integration: those have tokens of their own', async () => {
      await expect(issue({ type: PrincipalType.Integration, id: 1 })).rejects.toMatchObject({
        code: 'ISSUE_REFUSED',
      });
    });

    it('never issues one token to two principals', async () => {
      const tokens = await Promise.all([ADMIN, OTHER, CUSTOMER].map((each) => issue(each)));
      expect(new Set(tokens).size).toBe(3);
    });

    it('accepts a token in its last second and refuses it at its expiry', async () => {
      const token = await issue(ADMIN);
      test.clock.advance(format.adminLifetime - 1);
      expect(await outcome(token)).toBe('ok');
      test.clock.advance(1);
      expect(await outcome(token)).toBe('TOKEN_EXPIRED');
    });

    it('revokes every token of one principal and of no other', async () => {
      const mine = [await issue(ADMIN), await issue(ADMIN, { lifetimeSeconds: 60 })];
      const others = [await issue(OTHER), await issue(CUSTOMER)];
      await revoke(ADMIN);
      expect(await Promise.all(mine.map(outcome))).toEqual(['TOKEN_REVOKED', 'TOKEN_REVOKED']);
      expect(await Promise.all(others.map(outcome))).toEqual(['ok', 'ok']);
    });

    it('issues a working token in the very second of a revocation', async () => {
      const before = await issue(ADMIN);
      await revoke(ADMIN);
      const after = await issue(ADMIN);
      expect([await outcome(before), await outcome(after)]).toEqual(['TOKEN_REVOKED', 'ok']);
    });

    it('revokes that one, too, when asked again in the same second', async () => {
      await revoke(ADMIN);
      const second = await issue(ADMIN);
      await revoke(ADMIN);
      const third = await issue(ADMIN);
      expect([await outcome(second), await outcome(third)]).toEqual(['TOKEN_REVOKED', 'ok']);
    });

    it('is revoked by a revocation that came after the credentials were read', async () => {
      const readAt = test.clock.now();
      test.clock.advance(2);
      await revoke(ADMIN);
      test.clock.advance(2);
      expect(await outcome(await issue(ADMIN, { issuedAt: readAt }))).toBe('TOKEN_REVOKED');
    });

    it('refuses a token from the future', async () => {
      const token = await issue(ADMIN, { issuedAt: test.clock.now() + 31 });
      expect(await outcome(token)).toBe('TOKEN_NOT_YET_VALID');
    });

    it('refuses a token that was changed in any one place', async () => {
      const token = await issue(ADMIN);
      const places = [0, 1, Math.floor(token.length / 2), token.length - 2, token.length - 1];
      const outcomes = await Promise.all(places.map((place) => foreign(changed(token, place))));
      expect(outcomes).toEqual(places.map(() => 'TOKEN_UNREADABLE'));
    });

    it('refuses another last character of any of its parts: base64 may ignore some bits of it', async () => {
      const token = await issue(ADMIN);
      const ends = [...token.matchAll(/[\w-](?=\.|$)/g)].map(({ index }) => index);
      const variants = ends.flatMap((end) => lastCharactersAt(token, end));
      const accepted = [];
      for (const each of variants)
        if ((await foreign(each)) !== 'TOKEN_UNREADABLE') accepted.push(each);
      expect([ends.length > 0, accepted]).toEqual([true, []]);
    });

    it.each([
      '',
      ' ',
      'x',
      'a.b.c',
      'a.b.c.d.e',
      '....',
      'v4.local.AAAA',
      'v4.public.AAAA',
      '0'.repeat(32),
      'A'.repeat(32),
      'null',
      '{"kid":"1"}',
      '\u0000',
      'eyJhbGciOiJub25lIn0.eyJ1aWQiOjF9.',
    ])('refuses the foreign text %j', async (text) => {
      expect(await foreign(text)).toBe('TOKEN_UNREADABLE');
    });

    it('refuses its own token with anything before or after it', async () => {
      const token = await issue(ADMIN);
      const variants = [
        ` ${token}`,
        `${token} `,
        `${token}\n`,
        `${token}=`,
        token + token,
        `.${token}`,
      ];
      const outcomes = await Promise.all(variants.map(foreign));
      expect(outcomes).toEqual(variants.map(() => 'TOKEN_UNREADABLE'));
    });

    it(`issues and looks at no more than ${MAX_TOKEN_LENGTH} characters`, async () => {
      expect((await issue(ADMIN)).length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
      const bulk = { bulk: 'x'.repeat(MAX_TOKEN_LENGTH) };
      // A format either has room elsewhere or says that it has none.
      const bulky = await issue(ADMIN, { claims: bulk }).catch((error) => String(error.code));
      expect(bulky.length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
      expect(bulky === 'ISSUE_REFUSED' || (await outcome(bulky)) === 'ok').toBe(true);
      const recognised = test
        .all(TokenReader)
        .filter((reader) => reader.recognises('a'.repeat(MAX_TOKEN_LENGTH + 1)));
      expect(recognised).toEqual([]);
    });

    /** A text no reader need even recognise. */
    async function foreign(text: string): Promise<string> {
      const known = test.all(TokenReader).some((reader) => reader.recognises(text));
      return known ? outcome(text) : 'TOKEN_UNREADABLE';
    }
  });
}

/** Another character of the same alphabet, so that the shape stays. */
function changed(token: string, place: number): string {
  const character = token[place] === 'a' ? 'b' : 'a';
  return token.slice(0, place) + character + token.slice(place + 1);
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');

/** @returns The token with every other character of base64 at this place. */
const lastCharactersAt = (token: string, place: number): string[] =>
  BASE64URL.filter((character) => character !== token[place]).map(
    (character) => token.slice(0, place) + character + token.slice(place + 1),
  );
