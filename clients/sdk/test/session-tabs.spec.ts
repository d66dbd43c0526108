import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeaseStorage, SessionClient, SessionEvent, TabPort } from '../src/index.js';
import { SessionEndedError } from '../src/index.js';
import { Browser } from './support/browser.js';
import { pause } from './support/http-server.js';
import { SessionService } from './support/session-service.js';

const ADA = { username: 'ada', password: 'right' };

describe('the tabs of a browser', () => {
  let service: SessionService;
  let browser: Browser;

  beforeEach(async () => {
    service = new SessionService();
    await service.server.start();
    browser = new Browser(service.url);
  });

  afterEach(async () => {
    browser.close();
    await service.server.stop();
  });

  /** Three tabs that each hold a token that no longer works. */
  async function threeTabs(tab: () => SessionClient): Promise<SessionClient[]> {
    const tabs = [tab(), tab(), tab()];
    await tabs[0]!.signIn(ADA);
    await pause(50);
    service.expireTokens();
    return tabs;
  }

  it('hear of a sign-in in one of them', async () => {
    const [here, there] = [browser.tab(), browser.tab()];
    const events: SessionEvent[] = [];
    there.subscribe((event) => events.push(event));
    const user = await here.signIn(ADA);
    await pause(50);
    expect(events).toEqual([{ type: 'signed-in', user }]);
    expect(await there.accessToken()).toBe(await here.accessToken());
    expect(service.refreshes).toBe(0);
  });

  it('make one refresh of three, when all are refused at once', async () => {
    const tabs = await threeTabs(() => browser.tab());
    const answers = await Promise.all(
      tabs.flatMap((tab) => [tab.fetch('/a'), tab.fetch('/b'), tab.fetch('/c')]),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(service.refreshes).toBe(1);
    expect(browser.locksGranted).toBeGreaterThan(1);
  });

  it('make one refresh of three by a lease, where there are no Web Locks', async () => {
    const entries = new Map<string, string>();
    const leaseStorage: LeaseStorage = {
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => void entries.set(key, value),
      removeItem: (key) => void entries.delete(key),
    };
    const scope = String(Math.random());
    const channel = (name: string): TabPort =>
      new BroadcastChannel(scope + name) as unknown as TabPort;
    const tabs = await threeTabs(() => browser.tab({ tabs: { leaseStorage, channel } }));
    const answers = await Promise.all(tabs.map((tab) => tab.fetch('/a')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(service.refreshes).toBe(1);
    expect(entries).toEqual(new Map());
  });

  it('do not wait for a tab that died while it held the lease', async () => {
    const name = `tokenwright:${service.url}`;
    const entries = new Map([[name, `dead ${browser.clock.wall() + 300}`]]);
    const leaseStorage: LeaseStorage = {
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => void entries.set(key, value),
      removeItem: (key) => void entries.delete(key),
    };
    const tab = browser.tab({ tabs: { leaseStorage } });
    await tab.signIn(ADA);
    expect(tab.status).toBe('signed-in');
  });

  it('get on without locks where the browser grants none', async () => {
    const locks = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    const tab = browser.tab({ tabs: { locks } });
    await tab.signIn(ADA);
    service.expireTokens();
    expect((await tab.fetch('/a')).status).toBe(200);
  });

  it('renew once unasked, not once each', async () => {
    const tabs = await threeTabs(() => browser.tab());
    browser.clock.skip(271);
    await pause(600);
    expect(service.refreshes).toBe(1);
    const tokens = await Promise.all(tabs.map((tab) => tab.accessToken()));
    expect(new Set(tokens).size).toBe(1);
  });

  it('hand their token to a new one, which then need not refresh', async () => {
    const first = browser.tab();
    await first.signIn(ADA);
    const second = browser.tab();
    expect(await second.resume()).toBe(true);
    expect(await second.accessToken()).toBe(await first.accessToken());
    expect(service.refreshes).toBe(0);
  });

  it('hear of a sign-out in one of them', async () => {
    const [here, there] = [browser.tab(), browser.tab()];
    await here.signIn(ADA);
    await pause(50);
    const reasons: string[] = [];
    there.onSignedOut((reason) => reasons.push(reason));
    await here.signOut();
    await pause(50);
    expect(reasons).toEqual(['other-tab']);
    await expect(there.accessToken()).rejects.toThrow(SessionEndedError);
    expect(service.refreshes).toBe(0);
  });

  it('are all told once when the server has ended the session', async () => {
    const tabs = await threeTabs(() => browser.tab());
    const reasons: string[] = [];
    for (const tab of tabs) tab.onSignedOut((reason) => reasons.push(reason));
    service.endSession();
    const outcomes = await Promise.allSettled(tabs.map((tab) => tab.fetch('/a')));
    await pause(50);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(reasons).toEqual(['ended', 'ended', 'ended']);
    expect(service.refreshes).toBe(1);
  });

  it('of another origin hear nothing', async () => {
    const other = new Browser(service.url);
    const stranger = other.tab();
    await browser.tab().signIn(ADA);
    await pause(50);
    expect(stranger.status).toBe('unknown');
    other.close();
  });

  it('are not misled by messages that come late', async () => {
    let hear = (_message: object): void => {};
    const port: TabPort = {
      postMessage: () => {},
      addEventListener: (_, listener) => {
        hear = (data) => listener({ data });
      },
      close: () => {},
    };
    const tab = browser.tab({ tabs: { channel: () => port } });
    const bornAt = browser.clock.wall() - 1_000;
    const old = { type: 'token', token: { token: 'old', lifetimeSeconds: 300, bornAt } };
    await tab.signIn(ADA);
    const token = await tab.accessToken();
    hear(old);
    hear({ type: 'signed-out', at: bornAt, ended: true });
    hear({ type: 'token', token: 'nonsense' });
    expect(await tab.accessToken()).toBe(token);
    await tab.signOut();
    hear({ ...old, token: { ...old.token, bornAt: browser.clock.wall() - 500 } });
    expect(tab.status).toBe('signed-out');
    hear({ ...old, token: { ...old.token, token: 'new', bornAt: browser.clock.wall() + 1 } });
    expect(await tab.accessToken()).toBe('new');
  });
});
