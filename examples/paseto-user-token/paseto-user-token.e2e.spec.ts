import { TokenIssuer, TokenRevoker, type ModuleState } from 'tokenwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../../test/support/databases.js';
import { REVOKED, ServiceClient, UNREADABLE } from '../../test/support/service-client.js';
import { BASE, startTestApp, WITH_JWT, type TestApp } from '../../test/support/test-app.js';
import { manifest } from './index.js';

describeOnEachDatabase('the module paseto-user-token', (kind) => {
  let database: TestDatabase;
  let running: TestApp;
  let client: ServiceClient;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    await start(BASE, false);
    await running.createAdmin('ada', 'correct horse');
  });
  afterEach(async () => {
    await running.stop();
    await database.remove();
  });

  it('changes what is issued and leaves older tokens of two formats alone', async () => {
    const opaque = await signIn();
    await restart(WITH_JWT, false);
    const jwt = await signIn();
    await restart(WITH_JWT, true);
    const paseto = await signIn();

    expect(opaque).toMatch(/^[0-9a-z]{32}$/);
    expect(jwt.split('.')).toHaveLength(3);
    expect(paseto).toMatch(/^v4\.public\./);
    const tokens = [opaque, jwt, paseto];
    expect(await Promise.all(tokens.map(verdict))).toEqual(['ok', 'ok', 'ok']);
    expect(JSON.parse((await client.guarded(paseto)).body)).toContain('paseto-user-token');
  });

  it('is ended by a revocation together with all the others, for good', async () => {
    const opaque = await signIn();
    await restart(WITH_JWT, true);
    const paseto = await signIn();
    const jwt = await issuedWithout();
    const tokens = [opaque, jwt, paseto];
    expect(await Promise.all(tokens.map(verdict))).toEqual(['ok', 'ok', 'ok']);

    for (const revoker of running.all(TokenRevoker)) await revoker.revokeAllFor({ type: 2, id: 1 });
    expect(await Promise.all(tokens.map(verdict))).toEqual([REVOKED, REVOKED, REVOKED]);
    // Switching there and back revives nothing, and the next token is good.
    await restart(WITH_JWT, false);
    await restart(WITH_JWT, true);
    expect(await Promise.all(tokens.map(verdict))).toEqual([REVOKED, REVOKED, REVOKED]);
    expect(await verdict(await signIn())).toBe('ok');
  });

  it.each(['enabled', 'accept-only', 'disabled'] as const)(
    'is the issuer while jwt-user-token is %s',
    async (state) => {
      await restart({ ...BASE, 'jwt-user-token': state }, true);
      expect(running.get(TokenIssuer).constructor.name).toBe('PasetoTokenIssuer');
      expect(await verdict(await signIn())).toBe('ok');
    },
  );

  it('is unreadable while the module is off, and good again when it is back', async () => {
    await restart(WITH_JWT, true);
    const paseto = await signIn();
    await restart(WITH_JWT, false);
    expect(await verdict(paseto)).toBe(UNREADABLE);
    await restart(WITH_JWT, true);
    expect(await verdict(paseto)).toBe('ok');
  });

  async function start(states: Readonly<Record<string, ModuleState>>, paseto: boolean) {
    running = await startTestApp({
      modules: states,
      database,
      manifests: paseto ? [manifest] : [],
    });
    client = ServiceClient.of(running);
  }

  async function restart(...next: Parameters<typeof start>) {
    await running.stop();
    await start(...next);
  }

  /** A token of the module that would issue without ours. */
  async function issuedWithout(): Promise<string> {
    await restart(WITH_JWT, false);
    const token = await signIn();
    await restart(WITH_JWT, true);
    return token;
  }

  const signIn = () => client.token('ada', 'correct horse');
  const verdict = (token: string) => client.verdict(token);
});
