import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest';

const FLAGS = [
  // The gate runs as root, in a container.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The user agent of another device: the service tells devices of one address by it. */
export const PHONE: BrowserContextOptions = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 ' +
    '(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  viewport: { width: 390, height: 844 },
  hasTouch: true,
};

/** Opens browsers for the tests of one suite. */
export class BrowserUnderTest {
  /** What pages complained about: refused by a policy, not caught, not closed. */
  readonly complaints: string[] = [];
  private browser: Browser | undefined;

  async start(): Promise<void> {
    this.browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: FLAGS });
  }

  /** A page of a browser of its own: other cookies, other storage. */
  async device(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser!.newContext({ reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(10_000);
    context.on('page', (page) => this.listen(page));
    return context.newPage();
  }

  async closeDevices(): Promise<void> {
    for (const context of this.browser?.contexts() ?? []) await context.close();
    this.complaints.length = 0;
  }

  async stop(): Promise<void> {
    await this.browser?.close();
  }

  private listen(page: Page): void {
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      // A refused request is not the page's mistake, and Chromium notes each.
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (['error', 'warning'].includes(message.type()) && !isAnswer)
        this.complaints.push(message.text());
    });
  }
}

/** Runs a suite with a browser; skipped where there is none (see global-setup). */
export function describeInBrowser(name: string, suite: (browser: BrowserUnderTest) => void): void {
  describe.skipIf(inject('chromiumPath') === '')(`${name}, in Chromium`, () => {
    const browser = new BrowserUnderTest();
    beforeAll(() => browser.start());
    afterEach(() => browser.closeDevices());
    afterAll(() => browser.stop());
    suite(browser);
  });
}
