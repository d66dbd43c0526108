import { Injectable } from '@nestjs/common';
import { NotAuthorizedError, PrincipalType, type Principal } from '../../../contract/index.js';
import { SIGNED_IN } from '../../webapi/index.js';
import { FactorStore } from '../factor-store.js';
import { MachineExemption } from '../machine-exemption.js';
import type { TfaFactor } from '../persistence/tfa-factor.entity.js';
import { ProviderPolicy } from '../provider-policy.js';
import { RecoveryCodes } from '../recovery/recovery-codes.js';
import { TfaUserDirectory } from '../tfa-user-directory.js';
import { SecurityKeys } from '../u2fkey/security-keys.js';

/** What an administrator has enrolled. Member names are on the wire. */
export interface ListedFactors {
  /** Needed, beside password and proof, to change any of it. */
  readonly username: string;
  /** Codes of the providers that can be enrolled. */
  readonly providers: readonly string[];
  readonly factors: readonly {
    readonly provider_code: string;
    readonly activated_at: string | null;
    readonly keys?: readonly { id: string; name: string; created_at: string | null }[];
  }[];
  /** null: there have never been any. */
  readonly recovery_codes_left: number | null;
  /** Whether the password is enough for this account. */
  readonly is_exempt: boolean;
}

/** Tells administrators about their own factors, and never what is secret of them. */
@Injectable()
export class FactorList {
  constructor(
    private readonly users: TfaUserDirectory,
    private readonly store: FactorStore,
    private readonly policy: ProviderPolicy,
    private readonly keys: SecurityKeys,
    private readonly recovery: RecoveryCodes,
    private readonly exemption: MachineExemption,
  ) {}

  /** @throws {NotAuthorizedError} For anybody but administrators: nobody else has factors. */
  async of({ type, id }: Principal): Promise<ListedFactors> {
    if (type !== PrincipalType.Admin) throw new NotAuthorizedError([SIGNED_IN]);
    const user = await this.users.withId(id);
    const factors = await Promise.all(
      this.policy.forcedCodes.map((code) => this.store.find(id, code)),
    );
    return {
      username: user.username,
      providers: this.policy.forcedCodes,
      factors: factors.flatMap((factor) => (factor?.isActive ? [this.listed(factor)] : [])),
      recovery_codes_left: (await this.recovery.left(id)) ?? null,
      is_exempt: await this.exemption.covers(user),
    };
  }

  private listed(factor: TfaFactor): ListedFactors['factors'][number] {
    const keys = factor.provider === 'u2fkey' ? this.keys.of(factor) : undefined;
    return {
      provider_code: factor.provider,
      activated_at: moment(factor.activatedAt),
      ...(keys && {
        keys: keys.map(({ id, name, createdAt }) => ({ id, name, created_at: moment(createdAt) })),
      }),
    };
  }
}

const moment = (at: number | null): string | null =>
  at ? new Date(at * 1_000).toISOString() : null;
