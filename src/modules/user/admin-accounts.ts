import { Injectable } from '@nestjs/common';
import { Roles } from '../authorization/index.js';
import {
  AuditTrail,
  Clock,
  PrincipalType,
  signInKey,
  type NumericDate,
  type Principal,
} from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { AdminChanges, type AdminChange } from './admin-changes.js';
import { isInUse } from './admin-status.js';
import { AdminExistsError, UnknownAdminError } from './errors.js';
import { checkEmail, checkNewAdmin, type NewAdmin } from './new-admin.js';
import { AdminUser } from './persistence/admin-user.entity.js';

/** Stands where a hash would: no password matches it. */
export const NO_PASSWORD = '';

/** Administrators' accounts. What must end a user's tokens ends them in the same transaction. */
@Injectable()
export class AdminAccounts {
  constructor(
    private readonly database: Database,
    private readonly roles: Roles,
    private readonly changes: AdminChanges,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param passwordHash From `PasswordHasher`; hashing inside the transaction would block others.
   * @returns The new account's id.
   * @throws {AdminFieldError}
   * @throws {AdminExistsError}
   * @throws {UnknownRoleError}
   */
  async create(admin: NewAdmin, passwordHash: string): Promise<number> {
    checkNewAdmin(admin);
    return this.database.transaction(async () => {
      const id = await this.insert(admin, passwordHash);
      if (admin.role !== undefined)
        await this.roles.assign(principalOf(id), admin.role, admin.username);
      await this.audit.record({
        action: 'admin.create',
        result: 'success',
        subject: admin.username,
        details: { id, role: admin.role ?? '' },
      });
      return id;
    });
  }

  async count(): Promise<number> {
    return this.database.run((manager) => manager.count(AdminUser));
  }

  /** Whether there is such an account and it has never had a password. */
  async lacksPassword(username: string): Promise<boolean> {
    return this.database.run((manager) =>
      manager.existsBy(AdminUser, { usernameKey: signInKey(username), password: NO_PASSWORD }),
    );
  }

  /** Sets a password where there is none; whoever was given one meanwhile keeps it. */
  async giveFirstPassword(username: string, password: string): Promise<void> {
    const where = { usernameKey: signInKey(username), password: NO_PASSWORD };
    await this.database.run((manager) => manager.update(AdminUser, where, { password }));
  }

  /** Every account, in the order in which they were made. */
  async list(): Promise<AdminUser[]> {
    return this.database.run((manager) => manager.find(AdminUser, { order: { id: 'ASC' } }));
  }

  /** @throws {UnknownAdminError} */
  async principalOf(username: string): Promise<Principal> {
    return principalOf((await this.find(username)).id);
  }

  /** @returns `undefined` where there is none. Looks into the ambient transaction. */
  async withId(id: number): Promise<AdminUser | undefined> {
    const admin = await this.database.run((manager) => manager.findOneBy(AdminUser, { id }));
    return admin ?? undefined;
  }

  /** @returns `undefined` where there is none, or it is off or over. */
  async inUse(id: number): Promise<AdminUser | undefined> {
    const admin = await this.withId(id);
    const row = admin && { is_active: Number(admin.isActive), expires_at: admin.expiresAt };
    return row && isInUse(row, this.clock.now()) ? admin : undefined;
  }

  /**
   * Gives an account a role in place of the one it has; its tokens stay.
   *
   * @throws {UnknownAdminError}
   * @throws {UnknownRoleError}
   * @throws {FullAccessLostError}
   */
  async assignRole(username: string, role: string): Promise<void> {
    const admin = await this.find(username);
    await this.roles.assign(principalOf(admin.id), role, admin.username);
  }

  /** Sets a password and ends every token of the account. @throws {UnknownAdminError} */
  async setPassword(username: string, passwordHash: string): Promise<void> {
    const columns = { password: passwordHash };
    await this.change(username, { action: 'admin.password', columns, revokes: true });
  }

  /**
   * Sets where an account's mail goes; its tokens stay.
   *
   * @throws {UnknownAdminError} @throws {AdminFieldError} @throws {AdminExistsError}
   */
  async setEmail(username: string, email: string): Promise<void> {
    checkEmail(email);
    const columns = { email: email.toLowerCase() };
    try {
      await this.change(username, { action: 'admin.email', columns, revokes: false });
    } catch (error) {
      throw isDuplicate(error) ? new AdminExistsError() : error;
    }
  }

  /** Switches an account off and ends every token of it. @throws {UnknownAdminError} */
  async deactivate(username: string): Promise<void> {
    const columns = { isActive: false };
    await this.change(username, { action: 'admin.deactivate', columns, revokes: true });
  }

  /** Switches an account on again; no token returns. @throws {UnknownAdminError} */
  async activate(username: string): Promise<void> {
    const columns = { isActive: true };
    await this.change(username, { action: 'admin.activate', columns, revokes: false });
  }

  /**
   * Sets when an account ends; null: never. Tokens of an account that is over, or was, end: none
   * returns when it is given more time.
   *
   * @throws {UnknownAdminError}
   */
  async expire(username: string, expiresAt: NumericDate | null): Promise<void> {
    const admin = await this.find(username);
    const now = this.clock.now();
    const revokes = [admin.expiresAt, expiresAt].some((at) => at !== null && at <= now);
    await this.changes.apply(admin, { action: 'admin.expire', columns: { expiresAt }, revokes });
  }

  /** Ends every token of an account. @throws {UnknownAdminError} */
  async revokeTokens(username: string): Promise<void> {
    await this.change(username, { action: 'token.revoke', revokes: true });
  }

  private async change(username: string, change: AdminChange): Promise<void> {
    await this.changes.apply(await this.find(username), change);
  }

  private async find(username: string): Promise<AdminUser> {
    const key = signInKey(username);
    const admin = await this.database.run((manager) =>
      manager.findOneBy(AdminUser, { usernameKey: key }),
    );
    if (!admin || admin.usernameKey !== key) throw new UnknownAdminError(username);
    return admin;
  }

  private async insert(admin: NewAdmin, password: string): Promise<number> {
    try {
      const { identifiers } = await this.database.run((manager) =>
        manager.insert(AdminUser, {
          username: admin.username,
          usernameKey: signInKey(admin.username),
          email: admin.email.toLowerCase(),
          password,
          isActive: true,
          expiresAt: admin.expiresAt ?? null,
          createdAt: this.clock.now(),
          logdate: null,
          lognum: 0,
        }),
      );
      return Number(identifiers[0]!.id);
    } catch (error) {
      throw isDuplicate(error) ? new AdminExistsError() : error;
    }
  }
}

const principalOf = (id: number): Principal => ({ type: PrincipalType.Admin, id });
