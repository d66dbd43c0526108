import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../src/contract/index.js';
import { RequestVerifier } from '../../src/modules/oauth-integration/request-verifier.js';
import { Erp } from '../support/integrations.js';
import { authorization } from '../support/oauth-client.js';

const MUTATIONS = Number(process.env.OAUTH_MUTATIONS ?? 5_000);
const SEED = Number(process.env.OAUTH_MUTATION_SEED ?? randomInt(2 ** 31));
/** Batches, so that a fault names its place and the event loop breathes. */
const BATCH = 1_000;

/** Mulberry32: small, and the same on every machine. */
function randomBelow(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PIECES = [
  'oauth_',
  '="',
  '", ',
  '%',
  '%00',
  '%C0%80',
  'OAuth ',
  '\u0000',
  '\u00ff',
  '=',
  ',',
  ' ',
];

/** Changes a header somewhere, once to four times. */
function mutated(header: string, below: (limit: number) => number): string {
  let text = header;
  for (let changes = 1 + below(4); changes > 0; changes -= 1) {
    const at = below(text.length + 1);
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const other = below(text.length + 1);
    text = [
      () => before + after.slice(1),
      () => before + String.fromCharCode(below(256)) + after.slice(1),
      () => before + PIECES[below(PIECES.length)] + after,
      () => before + text.slice(other, other + below(60)) + after,
      () => text.slice(0, at),
      () => before + after.slice(0, 1).toUpperCase() + after.slice(1),
      () =>
        text
          .split(', ')
          .toSorted(() => below(3) - 1)
          .join(', '),
    ][below(7)]!();
  }
  return text;
}

describe('changed headers of signed requests', () => {
  let erp: Erp;

  beforeAll(async () => {
    erp = await Erp.open();
  });
  afterAll(() => erp.test.stop());

  it(
    `OA1-23 are refused, each of ${MUTATIONS} (seed ${SEED}), and by nothing but a refusal`,
    async () => {
      const verifier = erp.test.get(RequestVerifier);
      const needs = { parameters: ['oauth_token'] };
      const verdict = async (header: string): Promise<string> => {
        const headers = { authorization: header, host: 'localhost' };
        const request = { method: 'GET', url: '/rest/V1/modules', host: 'localhost:80', headers };
        try {
          return (await verifier.verify(request as never, needs)) ? 'accepted' : 'unsigned';
        } catch (error) {
          return error instanceof DomainError ? error.code : String(error);
        }
      };
      const good = authorization(erp.credentials, erp.now);
      // Its nonce is used up from here on: a change that changes nothing is a replay.
      expect(await verdict(good)).toBe('accepted');
      const below = randomBelow(SEED);
      const seen: Record<string, number> = {};
      for (let done = 0; done < MUTATIONS; done += BATCH) {
        const headers = Array.from({ length: BATCH }, () => mutated(good, below));
        const verdicts = await Promise.all(headers.map(verdict));
        const faults = headers.filter(
          (_, index) =>
            !/^(unsigned|OAUTH_[A-Z_]+|FIELD_REQUIRED|INPUT_ERRORS)$/.test(verdicts[index]!),
        );
        expect(faults).toEqual([]);
        for (const each of verdicts) seen[each] = (seen[each] ?? 0) + 1;
      }
      // The changes reach every stage, the last one included.
      expect(Object.keys(seen)).toEqual(
        expect.arrayContaining(['unsigned', 'OAUTH_SIGNATURE', 'OAUTH_CONSUMER', 'OAUTH_NONCE']),
      );
      if (process.env.OAUTH_MUTATIONS) process.stdout.write(`${JSON.stringify(seen)}\n`);
    },
    30_000 + 5 * MUTATIONS,
  );
});
