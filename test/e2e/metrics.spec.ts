import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { Erp, NOT_ADMIN, WITH_OAUTH } from '../support/integrations.js';

const METRICS = 'Tokenwright::metrics';

describeOnEachDatabase('metrics', (kind) => {
  let erp: Erp;
  let scraper: string;

  beforeEach(async () => {
    erp = await Erp.open({ kind, modules: { ...WITH_OAUTH, metrics: 'enabled' } });
    const more = { resources: [METRICS], asBearer: true };
    scraper = (await Erp.create(erp.test, 'Prometheus', more)).accessToken!;
  });
  afterEach(() => erp.test.stop());

  const scrape = async (token?: string) => {
    const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    return erp.test.app.inject({ url: '/metrics', headers });
  };

  it('LEA-07 tell a stranger, and a caller without the right, nothing', async () => {
    const refused = NOT_ADMIN.replace('Magento_Backend::admin', METRICS);
    for (const token of [undefined, 'x'.repeat(32), erp.credentials.accessToken!]) {
      const { statusCode, body } = await scrape(token);
      expect([statusCode, body]).toEqual([401, refused]);
    }
    expect(await erp.verdict({ url: '/metrics' })).toMatch(/^401 The consumer isn't authorized/);
  });

  it('LEA-06 are numbers without labels: the size of the table of nonces', async () => {
    await erp.verdict();
    await erp.verdict();
    const { statusCode, body, headers } = await scrape(scraper);
    expect([statusCode, headers['content-type']]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(body).toBe(
      '# HELP tokenwright_oauth_nonces Nonces of signed requests that are remembered.\n' +
        '# TYPE tokenwright_oauth_nonces gauge\ntokenwright_oauth_nonces 2\n',
    );
  });

  it('LEA-07 are counted once a second at most', async () => {
    const valueOf = ({ body }: { body: string }) => Number(/ (\d+)\n$/.exec(body)?.[1]);
    expect(valueOf(await scrape(scraper))).toBe(0);
    await erp.verdict();
    expect(valueOf(await scrape(scraper))).toBe(0);
    erp.test.clock.advance(2);
    expect(valueOf(await scrape(scraper))).toBe(1);
  });

  it('go on after the clock was set back', async () => {
    erp.test.clock.advance(7_200);
    await scrape(scraper);
    await erp.verdict();
    erp.test.clock.advance(-3_600);
    expect((await scrape(scraper)).body).toMatch(/ 1\n$/);
  });

  it('leave out what cannot be read', async () => {
    await erp.test.get(Database).dataSource.query('ALTER TABLE oauth_nonce RENAME TO away');
    const { statusCode, body } = await scrape(scraper);
    expect([statusCode, body]).toEqual([200, '']);
    await erp.test.get(Database).dataSource.query('ALTER TABLE away RENAME TO oauth_nonce');
  });
});
