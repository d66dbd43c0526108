import { afterEach, beforeEach, expect, it } from 'vitest';
import { PrincipalType } from '../../src/contract/index.js';
import { SessionEndings } from '../../src/modules/refresh-session/session-endings.js';
import { SessionRows } from '../../src/modules/refresh-session/session-rows.js';
import { UserRefreshToken } from '../../src/modules/refresh-session/persistence/user-refresh-token.entity.js';
import { Database } from '../../src/persistence/index.js';
import { crowd } from '../support/crowded-table.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const ROUNDS = Number(process.env.SESSION_RACE_ROUNDS ?? 15);
const DEVICES = 24;
const LATER = 4_000_000_000;

describeOnEachDatabase('the end of many sessions of one user', (kind) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await startSessionApp('jwt', { kind });
    // Enough of others for MariaDB to find a user's by their index, and lock them in its order.
    const { dataSource } = test.get(Database);
    await crowd(dataSource, dataSource.getMetadata(UserRefreshToken), 3_000);
    if (kind === 'mariadb') await dataSource.query('ANALYZE TABLE user_refresh_token');
  });
  afterEach(() => test.stop());

  const digest = (...parts: readonly unknown[]): string => parts.join('.').padEnd(64, '.');

  async function signIn(id: number, round: number): Promise<void> {
    const devices = Array.from({ length: DEVICES }, (_, index) => index);
    // Indexed in another order than they come.
    for (const device of devices)
      await test.get(SessionRows).store({
        sessionId: `session-${id}-${round}-${device}`.padEnd(22, '-'),
        principal: { type: PrincipalType.Customer, id },
        family: digest('family', id, round, device),
        digest: digest('token', id, round, device, 0),
        device: digest('device', (device * 7) % DEVICES),
        deviceName: '',
        ip: '192.0.2.1',
        userAgent: 'test',
        createdAt: 1,
        expiresAt: LATER,
        absoluteExpiresAt: LATER,
        impersonator: undefined,
      });
  }

  it('neither fails nor makes rotations fail that are under way', async () => {
    const [rows, endings] = [test.get(SessionRows), test.get(SessionEndings)];
    const next = (token: string) => ({
      digest: token,
      at: 2,
      expiresAt: LATER,
      ip: '192.0.2.1',
      userAgent: 'test',
    });
    let rotated = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all([1, 2].map((id) => signIn(id, round)));
      const rotateAll = async (id: number): Promise<void> => {
        for (let turn = 1; turn <= 4; turn += 1)
          await Promise.all(
            Array.from({ length: DEVICES }, async (_, device) => {
              const session = await rows.byFamily(digest('family', id, round, device));
              const token = digest('token', id, round, device, turn);
              if (session && (await rows.rotate(session, next(token)))) rotated += 1;
            }),
          );
      };
      const ends = [1, 2].map(async (id) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
        return endings.endAllOf({ type: PrincipalType.Customer, id });
      });
      const rotations = [1, 2, 1, 2].map(rotateAll);
      expect([round, await Promise.all(ends)]).toEqual([round, [DEVICES, DEVICES]]);
      await Promise.all(rotations);
      expect(await rows.byFamily(digest('family', 1, round, 0))).toBeUndefined();
    }
    expect(rotated).toBeGreaterThan(0);
  });
});
