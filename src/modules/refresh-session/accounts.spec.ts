import { describe, expect, it } from 'vitest';
import { PrincipalType } from '../../contract/index.js';
import { Accounts } from './accounts.js';

describe('the accounts that sessions are of', () => {
  it('do not call a caller inactive who has no account, such as an integration', async () => {
    const accounts = new Accounts([]);
    await expect(accounts.get({ type: PrincipalType.Integration, id: 1 })).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
      parameters: { resources: 'signed-in' },
    });
  });
});
