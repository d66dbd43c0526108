import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { StartupTask, type Announcement } from '../../contract/index.js';
import { AdminAccounts, NO_PASSWORD } from './admin-accounts.js';
import { AdminExistsError } from './errors.js';
import { PasswordHasher } from './passwords/password-hasher.js';

const USERNAME = 'admin';
const EMAIL = 'admin@localhost.localdomain';

/**
 * Gives a new installation its first administrator, who may do everything.
 *
 * The account is made without a password, and gets one when that has been printed. A process that
 * is killed in between leaves an account that nobody can sign in to, and the next start prints
 * another password for it: no installation is left with one that nobody has ever seen.
 */
@Injectable()
export class FirstAdminTask extends StartupTask {
  constructor(
    private readonly accounts: AdminAccounts,
    private readonly hasher: PasswordHasher,
  ) {
    super();
  }

  override async run(): Promise<Announcement | undefined> {
    if ((await this.accounts.count()) === 0) await this.create();
    if (!(await this.accounts.lacksPassword(USERNAME))) return undefined;
    // 144 bits, in characters that need no quoting in a shell or in JSON.
    const password = randomBytes(18).toString('base64url');
    const hash = await this.hasher.hash(password);
    return {
      lines: (baseUrl) => [
        `Created administrator "${USERNAME}" with the password ${password} (shown only this once).`,
        'Get a token:',
        `  curl -X POST ${baseUrl}/rest/V1/integration/admin/token \\`,
        `    -H 'Content-Type: application/json' \\`,
        `    -d '{"username":"${USERNAME}","password":"${password}"}'`,
      ],
      settle: () => this.accounts.giveFirstPassword(USERNAME, hash),
    };
  }

  /** Commands do not wait for a start: one that made this very account meanwhile has the say. */
  private async create(): Promise<void> {
    try {
      await this.accounts.create({ username: USERNAME, email: EMAIL, role: 'all' }, NO_PASSWORD);
    } catch (error) {
      if (!(error instanceof AdminExistsError)) throw error;
    }
  }
}
