import { afterEach, beforeEach, expect, it } from 'vitest';
import { TfaRecoveryCode } from '../../src/modules/two-factor-auth/persistence/tfa-recovery-code.entity.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { OPAQUE } from '../support/service-tokens.js';
import {
  INVALID_CODE,
  LOCKED,
  PASSWORD,
  TwoFactorBench,
  type Answer,
} from '../support/two-factor-bench.js';

const WHO = { username: 'root', password: PASSWORD };
const TOKEN = [200, expect.stringMatching(OPAQUE)];

describeOnEachDatabase('recovery codes', (kind) => {
  let bench: TwoFactorBench;
  let id: number;

  beforeEach(async () => {
    bench = await TwoFactorBench.start({ kind });
    id = await bench.createEnrolled();
  });
  afterEach(() => bench.test.stop());

  const make = async (body: object): Promise<string[]> => {
    const [status, codes] = await bench.post('tfa/recovery-codes', body);
    expect([status, codes]).toEqual([200, expect.any(Array)]);
    return codes as string[];
  };
  const removal = (more: object): Promise<Answer> =>
    bench.post('tfa/remove-factor', { ...WHO, providerCode: 'google', ...more });

  it('TOT-23 are ten, random, digests in the table, and good once wherever a code is', async () => {
    const codes = await make({ ...WHO, otp: bench.code() });
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    const rows = await bench.test.get(Database).run((manager) => manager.find(TfaRecoveryCode));
    expect(rows.map(({ digest }) => digest)).toEqual(
      rows.map(() => expect.stringMatching(/^[0-9a-f]{64}$/)),
    );
    expect(await bench.authenticate(codes[0])).toEqual(TOKEN);
    expect(await bench.authenticate(codes[0]!.toUpperCase())).toEqual(INVALID_CODE);
    expect(await bench.token({ otp: codes[1]!.toUpperCase() })).toEqual(TOKEN);
    expect(await bench.token({ otp: codes[1] })).toEqual(INVALID_CODE);
    const uses = await Promise.all(Array.from({ length: 5 }, () => bench.authenticate(codes[2])));
    expect(uses.filter(([status]) => status === 200)).toHaveLength(1);
  });

  it('TOT-23 are nobody else’s, and guesses count towards the lock', async () => {
    const codes = await make({ ...WHO, otp: bench.code() });
    await bench.createEnrolled('erp', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    for (let guess = 0; guess < 6; guess += 1)
      expect(await bench.authenticate(codes[guess], { username: 'erp' })).toEqual(INVALID_CODE);
    expect(await bench.authenticate(codes[9], { username: 'erp' })).toEqual(LOCKED);
    expect(await bench.authenticate(codes[9])).toEqual(TOKEN);
  });

  it('are replaced with password and code, all of them', async () => {
    const old = await make({ ...WHO, otp: bench.code() });
    expect(await bench.post('tfa/recovery-codes', WHO)).toMatchObject([400, {}]);
    const fresh = await make({ ...WHO, otp: old[0] });
    expect(await bench.authenticate(old[1])).toEqual(INVALID_CODE);
    expect(await bench.authenticate(fresh[1])).toEqual(TOKEN);
  });

  it('are first made with the token of the mail and a code, once', async () => {
    const tfaToken = await bench.tfat(id);
    expect(await bench.post('tfa/recovery-codes', { tfaToken, otp: bench.wrongCode() })).toEqual(
      INVALID_CODE,
    );
    await make({ tfaToken, otp: bench.code() });
    bench.test.clock.advance(30);
    expect(await bench.post('tfa/recovery-codes', { tfaToken, otp: bench.code() })).toEqual([
      400,
      { message: 'Recovery codes have been shown already. Sign in to replace them.' },
    ]);
  });

  it('TOT-22 go with the factor, which only password and code remove; a mail tells of it', async () => {
    const codes = await make({ ...WHO, otp: bench.code() });
    bench.test.clock.advance(30);
    const [, token] = await bench.authenticate(bench.code());
    bench.test.clock.advance(30);
    const bearer = { authorization: `Bearer ${String(token)}` };
    const alone = await bench.send('POST', 'tfa/remove-factor', { providerCode: 'google' }, bearer);
    expect(alone[0]).toBe(400);
    expect(await removal({ otp: bench.wrongCode() })).toEqual(INVALID_CODE);
    expect(await removal({ password: 'wrong', otp: bench.code() })).toEqual(LOCKED);
    const mails = bench.mails().length;
    expect(await removal({ otp: bench.code() })).toEqual([200, true]);
    await expect.poll(() => bench.mails().slice(mails).join('')).toContain('has changed');
    expect(bench.mails()).toHaveLength(mails + 1);
    expect(await bench.authenticate(codes[0])).toEqual([
      400,
      { message: 'Provider is not configured.' },
    ]);
  });

  it('TOT-19 comes with no cookie and no token before the second factor', async () => {
    for (const payload of [WHO, { ...WHO, otp: bench.wrongCode() }]) {
      const reply = await bench.test.app.inject({
        method: 'POST',
        url: '/rest/V1/integration/admin/token',
        payload,
      });
      expect(reply.headers['set-cookie']).toBeUndefined();
      expect(JSON.stringify(reply.headers) + reply.body).not.toMatch(/[0-9a-z]{32}/);
    }
    const rows = await bench.test.get(Database).dataSource.query('SELECT id FROM opaque_token');
    expect(rows).toEqual([]);
  });
});
