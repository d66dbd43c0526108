import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../../contract/index.js';
import { Database } from '../../../persistence/index.js';
import { toBase32 } from '../google/base32.js';
import { TfaRecoveryCode } from '../persistence/tfa-recovery-code.entity.js';

const COUNT = 10;
/** 80 bits: nobody guesses them, so that a plain digest will do. */
const CODE_BYTES = 10;

const USE = `UPDATE tfa_recovery_code SET used_at = ?
  WHERE user_id = ? AND digest = ? AND used_at IS NULL`;

/** Codes for whoever has lost everything else: ten, shown once, good once each. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Replaces all codes of a user, in the ambient transaction. @returns The new ones. */
  async replace(userId: number): Promise<string[]> {
    const codes = Array.from({ length: COUNT }, () =>
      toBase32(randomBytes(CODE_BYTES))
        .toLowerCase()
        .replaceAll(/.{4}(?=.)/g, '$&-'),
    );
    const rows = codes.map((code) => ({ userId, digest: digestOf(userId, code), usedAt: null }));
    await this.database.transaction(async () => {
      await this.remove(userId);
      await this.database.run((manager) => manager.insert(TfaRecoveryCode, rows));
    });
    return codes;
  }

  /** @returns Whether the code is right and was not used yet. It is now. */
  async use(userId: number, code: string): Promise<boolean> {
    if (!isRecoveryCode(code)) return false;
    const digest = digestOf(userId, code);
    return (await this.database.execute(USE, this.clock.now(), userId, digest)) === 1;
  }

  /** @returns How many are left; `undefined` where there have never been any. */
  async left(userId: number): Promise<number | undefined> {
    const all = await this.database.run((manager) => manager.countBy(TfaRecoveryCode, { userId }));
    if (all === 0) return undefined;
    const where = { userId, usedAt: IsNull() };
    return this.database.run((manager) => manager.countBy(TfaRecoveryCode, where));
  }

  /** In the ambient transaction. */
  async remove(userId: number): Promise<void> {
    await this.database.run((manager) => manager.delete(TfaRecoveryCode, { userId }));
  }
}

/** As shown: four groups of four. Case does not matter to people, and so not here. */
const isRecoveryCode = (text: string): boolean => /^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/i.test(text);

const digestOf = (userId: number, code: string): string =>
  createHash('sha256').update(`${userId}:${code.toLowerCase()}`).digest('hex');
