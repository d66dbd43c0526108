import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeOnEachDatabase } from '../../support/databases.js';
import {
  NO_ROLE,
  REVOKED,
  ServiceClient,
  SIGN_IN_REFUSED,
  UNREADABLE,
} from '../../support/service-client.js';
import { Installation, type ServiceProcess } from '../../support/service-process.js';
import { decodeJwt, JWT, OPAQUE } from '../../support/service-tokens.js';

/** A test starts up to twenty processes, on machines that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

const PASSWORD = 'correct horse battery';

describeOnEachDatabase('operating the service from the command line', (kind) => {
  let installation: Installation;
  let service: ServiceProcess | undefined;

  beforeEach(async () => {
    installation = await Installation.on(kind);
    service = undefined;
  });
  afterEach(() => installation.remove());

  /** As an operator runs it; that it is a process matters to none of what differs on MariaDB. */
  const command: Installation['commandHere'] = (line, input) =>
    kind === 'sqlite' ? installation.command(line, input) : installation.commandHere(line, input);

  /** Runs a command that is to succeed without a complaint. @returns What it printed. */
  async function done(line: string, input = ''): Promise<string> {
    const { code, stdout, stderr } = await command(line, input);
    expect([line, code, stderr]).toEqual([line, 0, '']);
    return stdout;
  }

  /** Runs a command that is to be refused. @returns The one line that says why. */
  async function refused(line: string, input = ''): Promise<string> {
    const { code, stdout, stderr } = await command(line, input);
    expect([line, code, stdout]).toEqual([line, 1, '']);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    return stderr.trim();
  }

  async function restart(): Promise<ServiceClient> {
    await service?.kill('SIGTERM');
    const started = await installation.start();
    service = started;
    return ServiceClient.overHttp(started.url);
  }

  const state = (): unknown =>
    JSON.parse(readFileSync(installation.modulesFile, 'utf8')).modules['jwt-user-token'];

  it('switches the token format there and back, and nobody has to sign in again', async () => {
    expect(await done('module:disable jwt-user-token')).toContain(
      'The following modules have been disabled:\n- jwt-user-token\n',
    );
    expect(state()).toBe('disabled');
    await done(
      'admin:user:create --username root --email root@example.com --role all --password-stdin',
      `${PASSWORD}\n`,
    );
    let client = await restart();
    const opaque = await client.token('root', PASSWORD);
    expect(opaque).toMatch(OPAQUE);
    expect(await client.verdict(opaque)).toBe('ok');

    await done('module:enable Magento_JwtUserToken');
    expect(state()).toBe('enabled');
    expect(await client.token('root', PASSWORD)).toMatch(OPAQUE);
    client = await restart();
    const jwt = await client.token('root', PASSWORD);
    const { header, payload } = decodeJwt(jwt);
    expect(Object.keys(JSON.parse(header))).toEqual(['kid', 'alg']);
    expect(Object.keys(JSON.parse(payload))).toEqual(['uid', 'utypid', 'iat', 'exp']);
    expect(await client.verdict(jwt)).toBe('ok');
    expect(await client.verdict(opaque)).toBe('ok');
    await inspected(opaque, 'opaque', null);
    await inspected(jwt, 'jwt', null);

    await done('token:revoke --admin root');
    await inspected(opaque, 'opaque', 'TOKEN_REVOKED');
    await inspected(jwt, 'jwt', 'TOKEN_REVOKED');
    await expect.poll(() => client.verdict(jwt), { timeout: 5_000 }).toBe(REVOKED);
    expect(await client.verdict(opaque)).toBe(REVOKED);

    const live = [await client.token('root', PASSWORD), await client.token('root', PASSWORD)];
    await expect.poll(liveJwts, { timeout: 30_000, interval: 100 }).toBe(2);
    const warning = '2 live jwt tokens will be refused after the restart. Use --drain';
    expect(await done('module:disable jwt-user-token')).toContain(warning);
    await done('module:disable jwt-user-token --drain');
    expect(state()).toBe('accept-only');
    client = await restart();
    expect(await client.token('root', PASSWORD)).toMatch(OPAQUE);
    for (const token of live) expect(await client.verdict(token)).toBe('ok');
    for (const token of [opaque, jwt]) expect(await client.verdict(token)).toBe(REVOKED);

    await done('module:disable jwt-user-token');
    client = await restart();
    for (const token of [...live, jwt]) expect(await client.verdict(token)).toBe(UNREADABLE);
    expect(await client.verdict(opaque)).toBe(REVOKED);
  });

  it('manages administrators', async () => {
    let client = await restart();
    const create = 'admin:user:create --username anna --email anna@example.com --password-stdin';
    expect(await done(`${create} --role all --json`, PASSWORD)).toBe('{"id":2}\n');
    expect(await refused(`${create} --role all`, PASSWORD)).toContain('already exists');
    expect(
      await refused(
        'admin:user:create --username b --email b@example.com --password-stdin',
        'short',
      ),
    ).toBe('The password must be at least 8 characters long.');
    await done(
      'admin:user:create --username bert --email bert@example.com --password-stdin',
      PASSWORD,
    );
    expect((await client.signIn('bert', PASSWORD)).body).toBe(NO_ROLE);
    const first = await client.token('anna', PASSWORD);
    expect(await client.verdict(first)).toBe('ok');

    await done('admin:user:password anna --password-stdin', 'another password\n');
    expect((await client.signIn('anna', PASSWORD)).body).toBe(SIGN_IN_REFUSED);
    await expect.poll(() => client.verdict(first), { timeout: 5_000 }).toBe(REVOKED);
    const second = await client.token('anna', 'another password');

    await done('admin:user:deactivate ANNA');
    expect((await client.signIn('anna', 'another password')).body).toBe(SIGN_IN_REFUSED);
    await expect.poll(() => client.verdict(second), { timeout: 5_000 }).not.toBe('ok');
    await done('admin:user:activate anna');
    client = await restart();
    expect(await client.verdict(second)).toBe(REVOKED);
    expect(await client.verdict(await client.token('anna', 'another password'))).toBe('ok');

    expect(JSON.parse(await done('admin:user:list --json'))).toEqual([
      expect.objectContaining({ id: 1, username: 'admin', active: true, signIns: 0 }),
      expect.objectContaining({ id: 2, username: 'anna', active: true, signIns: 3 }),
      expect.objectContaining({ username: 'bert', active: true, signIns: 0 }),
    ]);
    expect(await refused('admin:user:deactivate nobody')).toBe(
      'There is no administrator named "nobody".',
    );
  });

  async function liveJwts(): Promise<number> {
    const before = readFileSync(installation.modulesFile, 'utf8');
    const answer = await done('module:disable jwt-user-token --json');
    await done('module:enable jwt-user-token');
    expect(readFileSync(installation.modulesFile, 'utf8')).toBe(before);
    return JSON.parse(answer).liveTokens.jwt;
  }

  /** Asks about a token, and makes sure that the answer does not repeat it. */
  async function inspected(token: string, format: string, refusal: string | null): Promise<void> {
    const { code, stdout, stderr } = await command('token:inspect --json', `${token}\n`);
    expect(stdout + stderr).not.toContain(token);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      refusal === null ? 0 : 1,
      {
        format,
        principal: { type: 'admin', id: 1 },
        accepted: refusal === null,
        refused: refusal === null ? null : { code: refusal },
      },
    ]);
    expect(JWT.test(stdout)).toBe(false);
  }
});
