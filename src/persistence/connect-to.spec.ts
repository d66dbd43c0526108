import { describe, expect, inject, it } from 'vitest';
import { connectTo } from './connect-to.js';

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
