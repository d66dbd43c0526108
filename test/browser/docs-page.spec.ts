import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from '../support/browser.js';
import { startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

describeInBrowser('the page of the API', (browser) => {
  let test: TestApp;
  let origin: string;

  beforeAll(async () => {
    test = await startTestApp({
      realTime: true,
      modules: { ...WITH_JWT, 'refresh-session': 'enabled', openapi: 'enabled' },
    });
    await test.app.listen(0, '127.0.0.1');
    const { port } = test.app.getHttpServer().address() as AddressInfo;
    origin = `http://localhost:${port}`;
  });
  afterAll(() => test.stop());

  it('lists every route, tries one out, and breaks none of its own policy', async () => {
    const { paths } = (await test.app.inject({ url: '/openapi.json' })).json<{
      paths: Record<string, object>;
    }>();
    const routes = Object.values(paths).flatMap((methods) => Object.keys(methods));
    const page = await browser.device();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!/^(?:data:|blob:)/.test(request.url()) && !request.url().startsWith(origin))
        elsewhere.push(request.url());
    });
    await page.goto(`${origin}/docs`);
    await page.locator('.opblock').first().waitFor();
    expect(routes.length).toBeGreaterThan(8);
    expect(await page.locator('.opblock').count()).toBe(routes.length);
    const modules = page.locator('.opblock', { hasText: '/rest/V1/modules' });
    await modules.locator('.opblock-summary-control').click();
    await modules.getByRole('button', { name: 'Try it out' }).click();
    await modules.getByRole('button', { name: 'Execute' }).click();
    await modules.locator('.live-responses-table', { hasText: '401' }).waitFor();
    expect(elsewhere).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
