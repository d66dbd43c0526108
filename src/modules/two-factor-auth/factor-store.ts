import { Injectable } from '@nestjs/common';
import { Clock, type Resealed } from '../../contract/index.js';
import { Database, isDuplicate, resealInBatches } from '../../persistence/index.js';
import { FactorSeal } from './factor-seal.js';
import { TfaFactor } from './persistence/tfa-factor.entity.js';
import type { TfaProviderCode } from './tfa-provider.js';

const ACTIVATE = `UPDATE tfa_factor
  SET is_active = 1, data = ?, challenge = NULL, challenge_expires = NULL, activated_at = ?
  WHERE id = ? AND is_active = 0 AND data = ?`;
const USE_STEP = `UPDATE tfa_factor SET last_step = ?
  WHERE id = ? AND is_active = 1 AND data = ? AND last_step < ?`;
const CHALLENGE = 'UPDATE tfa_factor SET challenge = ?, challenge_expires = ? WHERE id = ?';
const USE_CHALLENGE = `UPDATE tfa_factor
  SET data = ?, challenge = NULL, challenge_expires = NULL
  WHERE id = ? AND is_active = 1 AND data = ? AND challenge = ?`;
const REMOVE = 'DELETE FROM tfa_factor WHERE user_id = ? AND provider = ?';
const ABANDON = 'DELETE FROM tfa_factor WHERE id = ? AND is_active = 0 AND data = ?';
const REPLACE = 'UPDATE tfa_factor SET data = ? WHERE id = ? AND data = ?';

/** The table of factors. Every change of state is one statement, on condition of what was read. */
@Injectable()
export class FactorStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly seal: FactorSeal,
  ) {}

  /** What a user has of a provider; looks into the ambient transaction. */
  async find(userId: number, provider: TfaProviderCode): Promise<TfaFactor | undefined> {
    const factor = await this.database.run((manager) =>
      manager.findOneBy(TfaFactor, { userId, provider }),
    );
    return factor ?? undefined;
  }

  /** @returns Codes of the providers that are active for a user. */
  async activeOf(userId: number): Promise<TfaProviderCode[]> {
    const factors = await this.database.run((manager) =>
      manager.find(TfaFactor, { where: { userId, isActive: true }, order: { id: 'ASC' } }),
    );
    return factors.map(({ provider }) => provider);
  }

  /** @returns The secret part of a factor. */
  dataOf({ data, userId, provider }: TfaFactor): string {
    return this.seal.open(data, rowName(userId, provider));
  }

  /** Begins an enrolment, or finds the one that has begun: of several at once, one makes the row. */
  async begin(userId: number, provider: TfaProviderCode, data: string): Promise<TfaFactor> {
    const found = await this.find(userId, provider);
    if (found) return found;
    await this.insert(userId, provider, data, false);
    const begun = await this.find(userId, provider);
    return begun ?? this.begin(userId, provider, data);
  }

  /** Ends an enrolment that has begun, if it still is as it was read. */
  async abandon({ id, data }: TfaFactor): Promise<void> {
    await this.database.execute(ABANDON, id, data);
  }

  /** Makes a factor anew and active at once, in the ambient transaction. */
  async set(userId: number, provider: TfaProviderCode, data: string): Promise<void> {
    // An enrolment may begin in between, and would be what stays.
    do await this.remove(userId, provider);
    while (!(await this.insert(userId, provider, data, true)));
  }

  /** @returns Whether it was this call that made the factor active, as it was read. */
  async activate(factor: TfaFactor, data: string): Promise<boolean> {
    const sealed = this.seal.seal(data, rowName(factor.userId, factor.provider));
    const now = this.clock.now();
    return (await this.database.execute(ACTIVATE, sealed, now, factor.id, factor.data)) === 1;
  }

  /** @returns Whether the step, and no newer one, had not been used yet. It is now. */
  async useStep({ id, data }: TfaFactor, step: number): Promise<boolean> {
    return (await this.database.execute(USE_STEP, step, id, data, step)) === 1;
  }

  async setChallenge({ id }: TfaFactor, challenge: string, expires: number): Promise<void> {
    await this.database.execute(CHALLENGE, challenge, expires, id);
  }

  /** @returns Whether the challenge had not been answered yet. It is now. */
  async useChallenge(factor: TfaFactor, data: string): Promise<boolean> {
    const { id, userId, provider, challenge } = factor;
    const sealed = this.seal.seal(data, rowName(userId, provider));
    return (await this.database.execute(USE_CHALLENGE, sealed, id, factor.data, challenge)) === 1;
  }

  /** @returns Whether the factor still was as it was read. It holds the new data now. */
  async replaceData(factor: TfaFactor, data: string): Promise<boolean> {
    const sealed = this.seal.seal(data, rowName(factor.userId, factor.provider));
    return (await this.database.execute(REPLACE, sealed, factor.id, factor.data)) === 1;
  }

  /** @returns Whether there was one. */
  async remove(userId: number, provider: TfaProviderCode): Promise<boolean> {
    return (await this.database.execute(REMOVE, userId, provider)) > 0;
  }

  /** Seals with the newest key what is not, in batches. */
  reseal(): Promise<Resealed> {
    return resealInBatches(this.database, {
      entity: TfaFactor,
      property: 'data',
      isFresh: (sealed) => this.seal.isFresh(sealed),
      anew: (_, factor) =>
        this.seal.seal(this.dataOf(factor), rowName(factor.userId, factor.provider)),
    });
  }

  /** @returns Whether there was none. */
  private async insert(
    userId: number,
    provider: TfaProviderCode,
    data: string,
    isActive: boolean,
  ): Promise<boolean> {
    const now = this.clock.now();
    const row = {
      userId,
      provider,
      data: this.seal.seal(data, rowName(userId, provider)),
      isActive,
      lastStep: 0,
      challenge: null,
      challengeExpires: null,
      createdAt: now,
      activatedAt: isActive ? now : null,
    };
    try {
      await this.database.run((manager) => manager.insert(TfaFactor, row));
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  }
}

/** Unique in the table, and known before there is an id. */
const rowName = (userId: number, provider: string): string => `tfa_factor:${userId}:${provider}`;
