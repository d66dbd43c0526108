import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock, KeyRing, type NumericDate, type PurposeKey } from '../../../contract/index.js';
import { AdminAccounts, type AdminUser } from '../../user/index.js';
import { EnrolmentTokenError } from '../errors.js';

/** Of the token of a mail. */
const LIFETIME_SECONDS = 3_600;
/** Of one that somebody gets who has proved a factor, and uses at once. */
export const PROVED_LIFETIME_SECONDS = 600;
/** Clocks of two hosts may be so far apart. */
const CLOCKS_DIFFER_SECONDS = 30;
const MAX_LENGTH = 1_024;

const Claims = z.object({
  user_id: z.int().positive(),
  tfa_configuration: z.literal(true),
  iss: z.int(),
  /** Which password and e-mail address it was made for. */
  pwd: z.string(),
  /** Whether it was given for password and factor, and not by mail. */
  proved: z.literal(true).optional(),
});

/** What an enrolment token allows. */
export interface Enrolment {
  readonly user: AdminUser;
  /** Whether a factor may be added to one of its kind. */
  readonly isProved: boolean;
  /** What began before is of another token, however far apart the clocks of two hosts are. */
  readonly notBefore: NumericDate;
}

/**
 * The token of the enrolment mail ("tfat"), in Magento's form: base64 of JSON, a dot, and base64 of
 * the hexadecimal HMAC-SHA256 of that JSON. Clients treat it as opaque. Unlike Magento's it is worth
 * nothing once the password or the address has changed, and its signature is looked at first: an unsigned one would
 * tell strangers who has enrolled.
 */
@Injectable()
export class EnrolmentTokens {
  private readonly keys: readonly PurposeKey[];

  constructor(
    ring: KeyRing,
    private readonly clock: Clock,
    private readonly accounts: AdminAccounts,
  ) {
    this.keys = ring.keysFor('two-factor-auth/tfat', 32);
  }

  /** @param isProved Whether its user has just proved a factor. */
  issue(user: AdminUser, isProved = false): string {
    const key = this.keys.at(-1)!;
    const claims = {
      user_id: user.id,
      tfa_configuration: true,
      iss: this.clock.now(),
      pwd: accountMark(key, user),
      ...(isProved && { proved: true }),
    };
    const json = JSON.stringify(claims);
    const signature = Buffer.from(hmac(key, json)).toString('base64');
    return Buffer.from(`${json}.${signature}`).toString('base64');
  }

  /**
   * @returns Whose token it is, and what it allows.
   * @throws {EnrolmentTokenError} When it is forged, expired or outdated, or its user is off.
   */
  async verify(token: string): Promise<Enrolment> {
    const { key, claims } = this.read(token);
    const age = this.clock.now() - claims.iss;
    const isProved = claims.proved === true;
    if (
      age < -CLOCKS_DIFFER_SECONDS ||
      age >= (isProved ? PROVED_LIFETIME_SECONDS : LIFETIME_SECONDS)
    )
      throw new EnrolmentTokenError();
    const user = await this.accounts.inUse(claims.user_id);
    if (!user || claims.pwd !== accountMark(key, user)) throw new EnrolmentTokenError();
    return { user, isProved, notBefore: claims.iss - CLOCKS_DIFFER_SECONDS };
  }

  private read(token: string): { key: PurposeKey; claims: z.infer<typeof Claims> } {
    if (token.length > MAX_LENGTH || !/^[A-Za-z0-9+/]+={0,2}$/.test(token))
      throw new EnrolmentTokenError();
    const text = Buffer.from(token, 'base64').toString();
    const dot = text.lastIndexOf('.');
    const json = text.slice(0, dot);
    const signature = Buffer.from(text.slice(dot + 1), 'base64');
    const key = this.keys.find((candidate) =>
      isEqual(Buffer.from(hmac(candidate, json)), signature),
    );
    if (dot < 0 || !key) throw new EnrolmentTokenError();
    return { key, claims: Claims.parse(JSON.parse(json)) };
  }
}

const hmac = ({ bytes }: PurposeKey, text: string): string =>
  createHmac('sha256', bytes).update(text).digest('hex');

/** Says which password and address without saying anything about them. */
const accountMark = (key: PurposeKey, { password, email }: AdminUser): string =>
  hmac(key, `account:${email}:${password}`).slice(0, 16);

const isEqual = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
