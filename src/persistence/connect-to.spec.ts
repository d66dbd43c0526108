import { describe, expect, inject, it } from 'vitest';
import { connectTo } from './connect-to.js';
import { dataSourceOptions } from './data-source-options.js';

describe('the address of a database server', () => {
  it.each([
    ['mariadb://h/db', { host: 'h', port: 3306, username: '', password: '', database: 'db' }],
    [
      'mysql://u%40x:p%2Fw@[2001:db8::1]:3307/my%5Fdb',
      { host: '2001:db8::1', port: 3307, username: 'u@x', password: 'p/w', database: 'my_db' },
    ],
  ])('is read from %s', (url, address) => {
    const settings = { dataDir: '', url, waitSeconds: 0, maxStalenessSeconds: 30 };
    const schema = { entities: [], migrations: [], owners: new Map() };
    const options = dataSourceOptions(settings, schema);
    expect(options).toMatchObject(address);
    expect(options).not.toHaveProperty('url');
  });
});

describe.skipIf(inject('mariaDbUrl') === '')('a database server that lets nobody in', () => {
  const urlWith = (change: (url: URL) => void): string => {
    const url = new URL(inject('mariaDbUrl'));
    change(url);
    return url.href;
  };

  it('is an error in the setting that says where it is, which is named without its value', async () => {
    const url = urlWith((to) => (to.password = 'not-the-password'));
    await expect(connectTo(url)).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      parameters: ['DATABASE_URL', 'the server refuses its user or password'],
    });
  });

  it('says so where there is no such database', async () => {
    const url = urlWith((to) => (to.pathname = 'tw_is_not_there'));
    await expect(connectTo(url)).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      parameters: ['DATABASE_URL', 'the server has no such database, or keeps its user out of it'],
    });
  });
});
