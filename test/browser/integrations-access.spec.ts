import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tooNarrow, violationsOf } from '../support/accessibility.js';
import { startAccountSite, type AccountSite } from '../support/account-site.js';
import { describeInBrowser } from '../support/browser.js';
import { bringIntegrationsTo, INTEGRATION_STATES } from './integration-states.js';

/** Folder for pictures of every state, for whoever wants to look at them. */
const PICTURES = process.env.PAGE_PICTURES;

describeInBrowser('the page for integrations, for everybody', (browser) => {
  let site: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite({}, { 'oauth-integration': 'enabled' });
    if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  });
  afterAll(() => site.test.stop());

  it.each(Object.entries(INTEGRATION_STATES))('has nothing amiss: %s', async (name, state) => {
    const page = await browser.device({ colorScheme: 'light' });
    await bringIntegrationsTo(page, `${site.page}/integrations`, state);
    expect(await violationsOf(page)).toEqual([]);
    for (const width of PICTURES ? [390, 768, 1440] : []) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const path = join(PICTURES!, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
      }
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await violationsOf(page)).toEqual([]);
    expect(await tooNarrow(page)).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
