import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NAME, PASSWORD, startAccountSite, type AccountSite } from '../support/account-site.js';
import { describeInBrowser } from '../support/browser.js';
import { bringTo, PAGE_STATES } from './page-states.js';

/** @returns What has the focus, as assistive technology calls it, and whether that can be seen. */
async function focused(page: Page): Promise<string> {
  const name = await page.evaluate(`(() => {
    const { activeElement: on } = document;
    const name = on.getAttribute('aria-label') ?? on.labels?.[0]?.textContent ?? on.textContent;
    const ring = getComputedStyle(on).outlineStyle;
    return on.matches(':focus-visible') && ring === 'none' && on.tabIndex >= 0
      ? name + ', unseen' : name;
  })()`);
  // A space that no line ends at is read out like any other.
  return (name as string).replaceAll('\u00a0', ' ');
}

/** Where the focus goes then, the page may decide a moment later. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

describeInBrowser('somebody without a mouse', (browser) => {
  let site: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite();
  });
  afterAll(() => site.test.stop());

  it('signs in, and signs out again', async () => {
    const page = await browser.device();
    await page.goto(site.page);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect.poll(() => focused(page)).toBe('User name');
    await page.keyboard.type(NAME);
    await press(page, 'Tab');
    await expect.poll(() => focused(page)).toBe('Password');
    await page.keyboard.type(PASSWORD);
    await press(page, 'Tab');
    await expect.poll(() => focused(page)).toBe('Show password');
    await press(page, 'Tab');
    await expect.poll(() => focused(page)).toBe('Sign in');
    await page.keyboard.press('Enter');
    await page.getByText('This device').waitFor();
    await press(page, 'Tab');
    await expect.poll(() => focused(page)).toBe('Sign out here');
    await press(page, 'Enter');
    await expect.poll(() => focused(page)).toBe('Cancel');
    await press(page, 'Tab');
    await expect.poll(() => focused(page)).toBe('Sign out');
    await page.keyboard.press('Enter');
    await page.getByText('You are signed out on this device.').waitFor();
    await expect.poll(() => focused(page)).toBe('User name');
  });

  it('chooses a customer account with the arrow keys', async () => {
    const page = await browser.device();
    await bringTo(page, site.page, PAGE_STATES['sign-in']!);
    await press(page, 'Shift+Tab');
    await expect.poll(() => focused(page)).toBe('Administrator');
    await press(page, 'ArrowRight', 'Tab');
    await expect.poll(() => focused(page)).toBe('Email address');
  });

  it('comes back to where it was after a question, and to the next row after an end', async () => {
    const page = await browser.device();
    await bringTo(page, site.page, PAGE_STATES['confirm-one']!);
    await expect.poll(() => focused(page)).toBe('Cancel');
    await press(page, 'Escape');
    await expect.poll(() => focused(page)).toBe('Sign out Safari 26 on iOS 26.1, 203.0.113.7');
    await press(page, 'Enter');
    await expect.poll(() => focused(page)).toBe('Cancel');
    await press(page, 'Tab', 'Enter');
    await page.getByText('was signed out.').waitFor();
    await expect.poll(() => focused(page)).toMatch(/^Sign out Warehouse desk/);
  });

  it('comes to the heading when all others have ended', async () => {
    const page = await browser.device();
    await bringTo(page, site.page, PAGE_STATES['confirm-others']!);
    await press(page, 'Tab', 'Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Devices');
  });

  it('is led to the field that is wrong, and told why', async () => {
    const page = await browser.device();
    await bringTo(page, site.page, PAGE_STATES['password-problems']!);
    await expect.poll(() => focused(page)).toBe('Current password');
    const field = page.getByLabel('New password', { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const notes = (await field.getAttribute('aria-describedby'))!.split(' ');
    const said = await Promise.all(notes.map((id) => page.locator(`[id="${id}"]`).textContent()));
    expect(said.join(' ')).toContain('needs at least 8 characters');
  });
});
