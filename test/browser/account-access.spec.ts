import { afterAll, beforeAll, expect, it } from 'vitest';
import { tooNarrow, violationsOf } from '../support/accessibility.js';
import { startAccountSite, type AccountSite } from '../support/account-site.js';
import { describeInBrowser } from '../support/browser.js';
import { bringTo, PAGE_STATES } from './page-states.js';
import { TWO_FACTOR_STATES } from './two-factor-states.js';

describeInBrowser('the account page, for everybody', (browser) => {
  let site: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite({}, { mail: 'enabled', 'two-factor-auth': 'enabled' });
  });
  afterAll(() => site.test.stop());

  // Colours do not depend on the width, nor the structure on the colours.
  it.each(Object.entries({ ...PAGE_STATES, ...TWO_FACTOR_STATES }))(
    'has nothing amiss: %s',
    async (_name, state) => {
      const page = await browser.device({ colorScheme: 'light' });
      await bringTo(page, site.page, state);
      expect(await violationsOf(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await violationsOf(page)).toEqual([]);
      expect(await tooNarrow(page)).toEqual([]);
      expect(await page.locator('.table-foot:empty').filter({ visible: true }).count()).toBe(0);
      expect(browser.complaints).toEqual([]);
    },
  );
});
