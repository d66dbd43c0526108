import { createHmac, randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrincipalType, TokenIssuer, TokenRefusedError } from '../../src/contract/index.js';
import { isCompactJws } from '../../src/modules/jwt-user-token/compact-jws.js';
import { JwtKeyRing } from '../../src/modules/jwt-user-token/jwt-key-ring.js';
import { JwtTokenReader } from '../../src/modules/jwt-user-token/jwt-token-reader.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { HASH } from '../vectors/forged-jws.js';
import { callModules, REFUSED_BODY, expectAccepted } from '../vectors/guarded-route.js';
import { mutation } from '../vectors/token-mutations.js';

/** Mutations through the reader, per algorithm; the nightly run takes a million. */
const RUNS = Number(process.env.MUTATIONS ?? 20_000);
const HTTP_RUNS = Math.min(RUNS, 250);
/** Give it back to repeat a run. */
const SEED = Number(process.env.MUTATION_SEED ?? randomInt(2 ** 31));

describe.each(['HS256', 'HS384', 'HS512'] as const)('mutated tokens of %s', (algorithm) => {
  let test: TestApp;
  let originals: string[];

  beforeAll(async () => {
    test = await startTestApp({ environment: { JWT_ALGORITHM: algorithm } });
    const admins = [await test.createAdmin('first', 'correct horse')];
    admins.push(await test.createAdmin('second', 'correct horse'));
    const issuer = test.get(TokenIssuer);
    originals = await Promise.all(
      admins.flatMap((id) => [
        issuer.issue({ type: PrincipalType.Admin, id }),
        issuer.issue({ type: PrincipalType.Admin, id }, { lifetimeSeconds: 60 }),
        issuer.issue(
          { type: PrincipalType.Admin, id },
          { claims: { a: [1] }, headers: { x: 'y' } },
        ),
      ]),
    );
  });
  afterAll(() => test.stop());

  const tell = (line: string): void =>
    void process.stdout.write(`Mutations: ${algorithm}, seed ${SEED}: ${line}\n`);

  /** Whether it was accepted; whatever is thrown but a refusal comes out. */
  function accepts(token: string): boolean {
    try {
      test.get(JwtTokenReader).read(token);
      return true;
    } catch (error) {
      if (error instanceof TokenRefusedError) return false;
      throw error;
    }
  }

  /** The originals do not count: a mutation may lead from one to another. */
  function mutants(): fc.Arbitrary<string> {
    return mutation
      .map((mutate) => mutate(originals))
      .filter((token) => !originals.includes(token));
  }

  it(
    'JWT-58 accepts none of them and throws nothing but the refusal',
    () => {
      expect(originals.map(accepts)).toEqual(originals.map(() => true));
      let refused = 0;
      let wellFormed = 0;
      fc.assert(
        fc.property(mutants(), (token) => {
          if (isCompactJws(token)) wellFormed += 1;
          const accepted = accepts(token);
          if (!accepted) refused += 1;
          return !accepted;
        }),
        { numRuns: RUNS, seed: SEED },
      );
      tell(
        `${refused} refused, ${wellFormed} of them of the right shape; ${RUNS - refused} accepted`,
      );
      expect(refused).toBe(RUNS);
      expect(wellFormed).toBeGreaterThan(RUNS / 10);
    },
    30_000 + RUNS,
  );

  it('JWT-58 refuses a sample of them over HTTP in the one way there is', async () => {
    const answers = new Map<string, number>();
    for (const token of fc.sample(mutants(), { numRuns: HTTP_RUNS, seed: SEED })) {
      const { statusCode, body } = await callModules(test, `Bearer ${token}`);
      const answer = `${statusCode} ${body}`;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    expect([...answers]).toEqual([[`401 ${REFUSED_BODY}`, HTTP_RUNS]]);
    for (const token of originals) await expectAccepted(test, token);
  });

  it('JWT-58 would have found the holes of a verifier that decodes leniently', () => {
    const secret = test.get(JwtKeyRing).signing.signingKey;
    const lenient = (token: string): boolean => {
      const [header, payload, signature] = token.split('.');
      const mac = createHmac(HASH[algorithm], secret).update(`${header}.${payload}`).digest();
      return Buffer.from(signature ?? '', 'base64').equals(mac);
    };
    const holes = fc.sample(mutants(), { numRuns: 2_000, seed: SEED }).filter(lenient);
    expect(holes.length).toBeGreaterThan(0);
  });
});
