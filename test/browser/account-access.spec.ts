import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAccountSite, type AccountSite } from '../support/account-site.js';
import { describeInBrowser } from '../support/browser.js';
import { bringTo, PAGE_STATES } from './page-states.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [320, 390, 768, 1440];

/** @returns What axe finds amiss, and where. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(STANDARDS)} }).then(({ violations }) => violations
       .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
  return found as string[];
}

/** @returns Widths at which one would have to scroll sideways. */
async function tooNarrow(page: Page): Promise<number[]> {
  const widths: number[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    if (await page.evaluate('document.documentElement.scrollWidth > innerWidth'))
      widths.push(width);
  }
  return widths;
}

describeInBrowser('the account page, for everybody', (browser) => {
  let site: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite();
  });
  afterAll(() => site.test.stop());

  // Colours do not depend on the width, nor the structure on the colours.
  it.each(Object.entries(PAGE_STATES))('has nothing amiss: %s', async (_name, state) => {
    const page = await browser.device({ colorScheme: 'light' });
    await bringTo(page, site.page, state);
    expect(await violationsOf(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await violationsOf(page)).toEqual([]);
    expect(await tooNarrow(page)).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
