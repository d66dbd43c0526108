import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccountActivity, PrincipalType } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { AdminUser } from './persistence/admin-user.entity.js';

/** Which administrators are active. */
@Injectable()
export class AdminActivity extends AccountActivity {
  readonly type = PrincipalType.Admin;

  constructor(private readonly database: Database) {
    super();
  }

  override async isAnyActive(ids: readonly number[]): Promise<boolean> {
    if (ids.length === 0) return false;
    return this.database.run((manager) =>
      manager.existsBy(AdminUser, { id: In([...ids]), isActive: true }),
    );
  }
}
