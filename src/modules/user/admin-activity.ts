import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { AccountActivity, Clock, PrincipalType } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { AdminUser } from './persistence/admin-user.entity.js';

/** Which administrators are active. */
@Injectable()
export class AdminActivity extends AccountActivity {
  readonly type = PrincipalType.Admin;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async isAnyActive(ids: readonly number[]): Promise<boolean> {
    if (ids.length === 0) return false;
    const active = { id: In([...ids]), isActive: true };
    return this.database.run((manager) =>
      manager.existsBy(AdminUser, [
        { ...active, expiresAt: IsNull() },
        { ...active, expiresAt: MoreThan(this.clock.now()) },
      ]),
    );
  }
}
