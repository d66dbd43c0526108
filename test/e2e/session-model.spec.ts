import fc from 'fast-check';
import { expect, inject, it, describe } from 'vitest';
import { FixtureCustomers } from '../support/fixture-customers.js';
import { createTestDatabase } from '../support/databases.js';
import { SessionUnderTest } from '../support/session-model/session-under-test.js';
import { sessionCommands } from '../support/session-model/session-commands.js';
import { SessionModel } from '../support/session-model/session-model.js';
import { startSessionApp } from '../support/session-suite.js';

/** Sequences in all, over both formats and both databases. */
const RUNS = Number(process.env.MODEL_RUNS ?? 60);
const COMBINATIONS = 4;

/** Repeats a run; fast-check says which it was, when one fails. */
const SEED = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31);

/** Each sequence is another user's. */
let users = 0;

describe.each(['sqlite', 'mariadb'] as const)('sessions on %s', (kind) => {
  const runs = Math.ceil(RUNS / COMBINATIONS);

  it.skipIf(kind === 'mariadb' && inject('mariaDbUrl') === '').each(['opaque', 'jwt'] as const)(
    `do what the model says, in ${runs} sequences (%s)`,
    async (format) => {
      const database = await createTestDatabase(kind);
      const start = () => startSessionApp(format, { database });
      const real = await SessionUnderTest.on({ start });
      try {
        await fc.assert(
          fc.asyncProperty(
            fc.commands(sessionCommands, { maxCommands: 30, size: 'max' }),
            async (commands) => {
              const id = (users += 1);
              const email = `user${id}@example.com`;
              real.test.get(FixtureCustomers).add(email, 'password 0', id);
              real.begin(email);
              await fc.asyncModelRun(() => ({ model: new SessionModel(), real }), commands);
            },
          ),
          { numRuns: runs, seed: SEED, verbose: 1 },
        );
        expect(users).toBeGreaterThanOrEqual(runs);
      } finally {
        await real.stop();
        await database.remove();
      }
    },
    60_000 + runs * 3_000,
  );
});
