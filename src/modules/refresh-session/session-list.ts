import { Injectable } from '@nestjs/common';
import { MoreThan, Raw } from 'typeorm';
import { Clock, type NumericDate, type Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { describeUserAgent, type DeviceDescription } from './device-description.js';
import { UserRefreshToken } from './persistence/user-refresh-token.entity.js';

/** A session as its owner sees it. */
export interface ListedSession extends DeviceDescription {
  readonly id: string;
  readonly deviceName: string;
  readonly ip: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  readonly current: boolean;
  readonly impersonatedBy: { readonly id: number; readonly username: string } | null;
}

/** More than any user may have. */
const MOST = 1_000;

/** What `token:revoke --everyone` ended is removed at its next use, and shown no more. */
const notRevoked = (type: number) =>
  Raw(
    (createdAt) =>
      `${createdAt} > COALESCE((SELECT revoke_before FROM token_revocation
        WHERE user_type = :type AND user_id = 0), 0)`,
    { type },
  );

/** Shows people where they are signed in. */
@Injectable()
export class SessionList {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @param current The session that asks. @returns Newest use first. */
  async of({ type, id }: Principal, current?: string): Promise<ListedSession[]> {
    const where = {
      userType: type,
      userId: id,
      expiresAt: MoreThan(this.clock.now()),
      createdAt: notRevoked(type),
    };
    const rows = await this.database.run((manager) =>
      manager.find(UserRefreshToken, {
        where,
        order: { lastUsedAt: 'DESC', id: 'DESC' },
        take: MOST,
      }),
    );
    return rows.map((row) => listed(row, current));
  }
}

const iso = (moment: NumericDate): string =>
  new Date(moment * 1_000).toISOString().replace('.000Z', 'Z');

const listed = (row: UserRefreshToken, current: string | undefined): ListedSession => ({
  id: row.sessionId,
  deviceName: row.deviceName,
  ...describeUserAgent(row.userAgent),
  ip: row.ip,
  createdAt: iso(row.createdAt),
  lastUsedAt: iso(row.lastUsedAt),
  expiresAt: iso(row.expiresAt),
  current: row.sessionId === current,
  impersonatedBy:
    row.impersonatorId === null
      ? null
      : { id: row.impersonatorId, username: row.impersonatorName ?? '' },
});
