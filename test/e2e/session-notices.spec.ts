import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditTrail, Mailer } from '../../src/contract/index.js';
import { DatabaseUnavailableError } from '../../src/persistence/errors.js';
import { Database } from '../../src/persistence/index.js';
import { FixtureCustomers, fixtureCustomersManifest } from '../support/fixture-customers.js';
import { mailFiles } from '../support/mail-files.js';
import { SessionClient } from '../support/session-client.js';
import { GONE, PASSWORD, sessionModules } from '../support/session-suite.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { mailParts } from '../support/two-factor-bench.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0';
const NEWER = FIREFOX.replaceAll('131.0', '132.0');
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

describe('the owner of a session', () => {
  let test: TestApp;
  let client: SessionClient;

  beforeEach(async () => {
    test = await startTestApp({
      modules: { ...sessionModules('jwt'), mail: 'enabled' },
      manifests: [fixtureCustomersManifest],
      environment: { PUBLIC_BASE_URL: 'https://tokens.example' },
    });
    await test.createAdmin('root', PASSWORD);
    client = SessionClient.of(test, FIREFOX);
    await client.login('root', PASSWORD);
  });
  afterEach(() => test.stop());

  const mails = (): string[] => mailFiles(test.database);
  const oneMail = async (): Promise<string> => {
    await expect.poll(mails).toHaveLength(1);
    return mails()[0]!;
  };
  const actions = async (): Promise<string[]> => {
    const rows: { action: string }[] = await test.get(Database).dataSource.query(
      `SELECT action FROM audit_event
         WHERE action LIKE 'session.%' OR action LIKE 'refresh%' ORDER BY id`,
    );
    return rows.map(({ action }) => action);
  };

  it('has a copied token noted however many sign-ins fail meanwhile', async () => {
    const { cookie: first } = client;
    await client.refresh();
    test.clock.advance(11);
    const failure = { action: 'admin.sign-in', result: 'failure', subject: 'nobody' } as const;
    await test.get(AuditTrail).record(...Array.from({ length: 700 }, () => failure));
    expect((await client.refresh(first)).body).toEqual(GONE);
    expect(await actions()).toEqual(['refresh_token_reused']);
  });

  it('REF-01 is told by mail, once, that two came with copies of one token', async () => {
    const { cookie: first } = client;
    await client.refresh();
    test.clock.advance(11);
    const thief = SessionClient.of(test, CHROME, '198.51.100.7');
    const replies = await Promise.all([1, 2, 3].map(() => thief.refresh(first)));
    expect(replies.map(({ body }) => body)).toEqual([GONE, GONE, GONE]);
    const mail = await oneMail();
    expect(mail).toMatch(/^To: root@example.com$/m);
    expect(mail).toMatch(/^Subject: A session of root was ended for safety$/m);
    expect(mailParts(mail)['text/plain']).toContain(
      'at tokens.example; the second from 198.51.100.7 with Chrome 131 on Windows 10.',
    );
    expect(mail).not.toContain(first);
    expect(await actions()).toEqual(['refresh_token_reused']);
  });

  it('REF-34 is told, once a day, that another browser goes on with it', async () => {
    const { cookie } = client;
    const thief = SessionClient.of(test, CHROME, '198.51.100.7');
    expect((await thief.refresh(cookie)).status).toBe(200);
    const mail = await oneMail();
    expect(mail).toMatch(/^Subject: A session of root goes on elsewhere$/m);
    expect(mailParts(mail)['text/plain']).toContain(
      'at tokens.example is now used from 198.51.100.7 with Chrome 131 on Windows 10,',
    );
    for (const agent of [FIREFOX, CHROME]) {
      const next = SessionClient.of(test, agent);
      next.cookie = thief.cookie;
      expect((await next.refresh()).status).toBe(200);
      thief.cookie = next.cookie;
    }
    expect(await actions()).toEqual(['session.moved', 'session.moved', 'session.moved']);
    expect(await oneMail()).toBe(mail);
  });

  it('hears nothing of a new address, nor of a new version', async () => {
    for (const agent of [FIREFOX, NEWER]) {
      const elsewhere = SessionClient.of(test, agent, '198.51.100.7');
      elsewhere.cookie = client.cookie;
      expect((await elsewhere.refresh()).status).toBe(200);
      client.cookie = elsewhere.cookie;
    }
    expect([await actions(), mails()]).toEqual([[], []]);
  });

  it('is told as a customer, too, in text that no name turns into markup', async () => {
    test.get(FixtureCustomers).add('<b>@example.com', PASSWORD);
    const eva = SessionClient.of(test, FIREFOX);
    await eva.login('<b>@example.com', PASSWORD, { userType: 'customer' });
    await SessionClient.of(test, CHROME).refresh(eva.cookie);
    expect(mailParts(await oneMail())['text/html']).toContain(
      '<p>Hello &#60;b&#62;@example.com,</p>',
    );
  });

  it('keeps its token and its device while that cannot be noted', async () => {
    const elsewhere = SessionClient.of(test, CHROME);
    elsewhere.cookie = client.cookie;
    const record = vi.spyOn(test.get(AuditTrail), 'record');
    record.mockRejectedValueOnce(new DatabaseUnavailableError());
    expect((await elsewhere.refresh()).status).toBe(503);
    expect(await actions()).toEqual([]);
    test.clock.advance(60);
    expect((await elsewhere.refresh()).status).toBe(200);
    expect(await actions()).toEqual(['session.moved']);
    await oneMail();
  });

  it('is served though no mail goes out', async () => {
    vi.spyOn(test.get(Mailer), 'send').mockRejectedValue(new Error('no mail server'));
    expect((await SessionClient.of(test, CHROME).refresh(client.cookie)).status).toBe(200);
    expect(await actions()).toEqual(['session.moved']);
  });
});

it('is nobody’s concern where no module sends mails', async () => {
  const test = await startTestApp({ modules: sessionModules('opaque') });
  await test.createAdmin('root', PASSWORD);
  const client = SessionClient.of(test, FIREFOX);
  await client.login('root', PASSWORD);
  expect((await SessionClient.of(test, CHROME).refresh(client.cookie)).status).toBe(200);
  await test.stop();
});
