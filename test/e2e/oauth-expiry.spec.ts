import { afterEach, expect, it, vi } from 'vitest';
import { Mailer } from '../../src/contract/index.js';
import { ExpiryWarnings } from '../../src/modules/oauth-integration/expiry-warnings.js';
import { AuditRecords } from '../../src/modules/security/audit/audit-records.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { Erp, WITH_OAUTH } from '../support/integrations.js';
import { mailFiles } from '../support/mail-files.js';
import { mailParts } from '../support/two-factor-bench.js';

const GUEST = "401 The consumer isn't authorized to access Magento_Backend::admin.";
const DAY = 86_400;

describeOnEachDatabase('the expiry of an integration', (kind) => {
  let erp: Erp;
  let log: string[];

  const start = async (mail: 'enabled' | 'disabled', environment = {}): Promise<void> => {
    log = [];
    erp = await Erp.open({
      kind,
      modules: { ...WITH_OAUTH, mail },
      environment: { PUBLIC_BASE_URL: 'https://shop.example', ...environment },
      log: (line) => log.push(line),
    });
  };
  afterEach(() => {
    vi.restoreAllMocks();
    return erp.test.stop();
  });

  const create = (name: string, email: string | null) =>
    Erp.create(erp.test, name, { email, expiresAt: erp.now + 40 * DAY });

  const warn = (): Promise<void> => erp.test.get(ExpiryWarnings).warn();

  /** What the trail says of warnings, oldest first. */
  const noted = async (name: string): Promise<unknown[]> =>
    (await erp.test.get(AuditRecords).find({ limit: 50 }))
      .filter(({ action, subject }) => action === 'integration.expiring' && subject === name)
      .map(({ result, details }) => {
        const { days, mail } = details as { days: number; mail: string };
        return [result, days, mail];
      })
      .toReversed();

  it('is told 30, 7 and 1 day before, once each, and then it is a guest', async () => {
    await start('enabled');
    const keys = await create('Brief', 'erp@partner.example');
    await create('Silent', null);
    const counts = [];
    for (const days of [0, 10, 5, 18, 5, 1]) {
      erp.test.clock.advance(days * DAY);
      await Promise.all([warn(), warn()]);
      counts.push(mailFiles(erp.test.database).length);
    }
    expect(counts).toEqual([0, 1, 1, 2, 2, 3]);
    for (const [name, mail] of Object.entries({ Brief: 'sent', Silent: 'none' }))
      expect(await noted(name)).toEqual([30, 7, 1].map((days) => ['success', days, mail]));
    const origin = 'https://shop.example';
    expect(await erp.verdict({ origin }, keys)).toBe('200');
    erp.test.clock.advance(DAY);
    expect(await erp.verdict({ origin }, keys)).toBe(GUEST);
    await warn();
    expect(mailFiles(erp.test.database)).toHaveLength(3);
  });

  it('is told to those who run it, in words that are of use to them, and without a secret', async () => {
    await start('enabled');
    const keys = await create('<b>Brief</b>', 'erp@partner.example');
    erp.test.clock.advance(39 * DAY);
    await warn();
    const [raw = ''] = mailFiles(erp.test.database);
    expect(raw).toContain('To: erp@partner.example');
    const { 'text/plain': text = '', 'text/html': html = '' } = mailParts(raw);
    const moment = new Date((erp.now + DAY) * 1_000).toISOString().slice(0, 16).replace('T', ' ');
    expect(text).toContain(
      `the access of the integration "<b>Brief</b>" to shop.example ends on ${moment} UTC.`,
    );
    expect(html).toContain('&#60;b&#62;Brief&#60;/b&#62;');
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = keys;
    for (const hidden of [consumerKey, consumerSecret, accessToken!, accessTokenSecret!])
      expect(raw).not.toContain(hidden);
  });

  it('is told anew when it is moved, and not when something else is changed', async () => {
    await start('enabled');
    await create('Brief', 'erp@partner.example');
    erp.test.clock.advance(20 * DAY);
    const change = async (more: object): Promise<number> => {
      const found = await erp.integrations.named('Brief');
      await erp.integrations.update(found, (before) => ({ ...before, ...more }));
      await warn();
      return mailFiles(erp.test.database).length;
    };
    await warn();
    expect(await change({ sourceRanges: '198.51.100.0/24' })).toBe(1);
    expect(await change({ expiresAt: erp.now + 15 * DAY })).toBe(2);
  });

  it('is told again when a mail did not go out', async () => {
    await start('enabled', { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'shop@shop.example' });
    await create('Brief', 'erp@partner.example');
    erp.test.clock.advance(20 * DAY);
    await warn();
    await warn();
    const failure = ['failure', 30, 'failed'];
    expect(await noted('Brief')).toEqual([failure, failure]);
    expect(log.join('')).toContain('could not mail that an integration expires');
    expect(log.join('')).not.toContain('erp@partner.example');
  });

  it.each(['goes out', 'fails'])(
    'is told anew where it is moved while a mail %s, its own or one before it',
    async (way) => {
      await start('enabled');
      const names = ['Slow', 'Moved'];
      for (const name of names) await create(name, `${name}@partner.example`);
      const move = async (name: string): Promise<void> => {
        const expiresAt = erp.now + 40 * DAY;
        const found = await erp.integrations.named(name);
        await erp.integrations.update(found, (fields) => ({ ...fields, expiresAt }));
      };
      let told: string[] = [];
      let isMoving = false;
      vi.spyOn(erp.test.get(Mailer), 'send').mockImplementation(async ({ to }) => {
        if (isMoving) for (const name of names) await move(name);
        if (isMoving && way === 'fails') throw new Error('no mail');
        told.push(to);
      });
      const warnAfter = async (days: number): Promise<string[]> => {
        told = [];
        erp.test.clock.advance(days * DAY);
        await warn();
        return told;
      };
      const both = names.map((name) => `${name}@partner.example`);
      expect(await warnAfter(20)).toEqual(both);
      isMoving = true;
      expect(await warnAfter(15)).toEqual(way === 'fails' ? [] : both.slice(0, 1));
      isMoving = false;
      expect(await warnAfter(20)).toEqual(both);
    },
  );

  it('is told to operators alone where nothing can be mailed', async () => {
    await start('disabled');
    await create('Brief', 'erp@partner.example');
    erp.test.clock.advance(20 * DAY);
    await warn();
    expect(await noted('Brief')).toEqual([['success', 30, 'none']]);
    const line = log.find((each) => each.includes('an integration is about to expire'));
    expect(JSON.parse(line!)).toMatchObject({ name: 'Brief', days: 30, mail: 'none' });
  });
});
