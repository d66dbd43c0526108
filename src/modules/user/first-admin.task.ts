import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { StartupTask, type Announcement } from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';
import { PasswordHasher } from './passwords/password-hasher.js';

const USERNAME = 'admin';
const EMAIL = 'admin@localhost.localdomain';

/** Gives a new installation its first administrator, who may do everything. */
@Injectable()
export class FirstAdminTask extends StartupTask {
  constructor(
    private readonly accounts: AdminAccounts,
    private readonly hasher: PasswordHasher,
  ) {
    super();
  }

  override async run(): Promise<Announcement | undefined> {
    if ((await this.accounts.count()) > 0) return undefined;
    // 144 bits, in characters that need no quoting in a shell or in JSON.
    const password = randomBytes(18).toString('base64url');
    const admin = { username: USERNAME, email: EMAIL, role: 'all' };
    await this.accounts.create(admin, await this.hasher.hash(password));
    return (baseUrl) => [
      `Created administrator "${USERNAME}" with the password ${password} (shown only this once).`,
      'Get a token:',
      `  curl -X POST ${baseUrl}/rest/V1/integration/admin/token \\`,
      `    -H 'Content-Type: application/json' \\`,
      `    -d '{"username":"${USERNAME}","password":"${password}"}'`,
    ];
  }
}
