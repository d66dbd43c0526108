import { Body, Header, Post } from '@nestjs/common';
import {
  ANONYMOUS,
  Budgeted,
  Operation,
  Resource,
  RestController,
  SecretInput,
  uncastParameter,
} from '../../webapi/index.js';
import { PROVED_LIFETIME_SECONDS } from '../enrolment/enrolment-tokens.js';
import { credentialsFrom, proofFrom, secretsFrom } from '../request-fields.js';
import { FirstRecoveryCodes } from '../recovery/first-recovery-codes.js';
import { OwnFactors } from './own-factors.js';
import { ADD_FACTOR, RECOVERY_CODES, REMOVE_FACTOR } from './own-factors.operations.js';

/** What people do with their own factors. Every route wants a proof, whoever calls. */
@RestController('tfa')
@Resource(ANONYMOUS)
@Budgeted()
export class OwnFactorsController {
  constructor(
    private readonly own: OwnFactors,
    private readonly first: FirstRecoveryCodes,
  ) {}

  /** `POST /rest/V1/tfa/recovery-codes`: ten codes, in place of all there were. */
  @Post('recovery-codes')
  @Operation(RECOVERY_CODES)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  async recoveryCodes(@Body() body: unknown): Promise<string[]> {
    const proof = proofFrom(body);
    return uncastParameter(body, 'tfaToken') === undefined
      ? this.own.newRecoveryCodes(credentialsFrom(body), proof)
      : this.first.make(secretsFrom(body, 'tfaToken').tfaToken, proof);
  }

  /** `POST /rest/V1/tfa/add-factor`: a token for the routes `configure` and `activate`. */
  @Post('add-factor')
  @Operation(ADD_FACTOR)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  async addFactor(@Body() body: unknown): Promise<{ tfa_token: string; expires_in: number }> {
    const tfat = await this.own.addFactor(credentialsFrom(body), proofFrom(body));
    return { tfa_token: tfat, expires_in: PROVED_LIFETIME_SECONDS };
  }

  /** `POST /rest/V1/tfa/remove-factor` */
  @Post('remove-factor')
  @Operation(REMOVE_FACTOR)
  @SecretInput()
  async removeFactor(@Body() body: unknown): Promise<true> {
    const { providerCode, ...credentials } = credentialsFrom(body, 'providerCode');
    const keyId = uncastParameter(body, 'keyId');
    await this.own.remove(credentials, proofFrom(body), { providerCode, keyId });
    return true;
  }
}
