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
import { credentialsFrom, proofFrom, secretsFrom } from '../request-fields.js';
import { OwnFactors } from './own-factors.js';
import { RECOVERY_CODES, REMOVE_FACTOR } from './recovery-codes.operations.js';

/** What people do with their own factors. Every route wants a proof, whoever calls. */
@RestController('tfa')
@Resource(ANONYMOUS)
@Budgeted()
export class RecoveryCodesController {
  constructor(private readonly own: OwnFactors) {}

  /** `POST /rest/V1/tfa/recovery-codes`: ten codes, in place of all there were. */
  @Post('recovery-codes')
  @Operation(RECOVERY_CODES)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  async recoveryCodes(@Body() body: unknown): Promise<string[]> {
    if (uncastParameter(body, 'tfaToken') === undefined)
      return this.own.newRecoveryCodes(credentialsFrom(body), proofFrom(body));
    const { tfaToken, otp } = secretsFrom(body, 'tfaToken', 'otp');
    return this.own.firstRecoveryCodes(tfaToken, otp);
  }

  /** `POST /rest/V1/tfa/remove-factor` */
  @Post('remove-factor')
  @Operation(REMOVE_FACTOR)
  @SecretInput()
  async removeFactor(@Body() body: unknown): Promise<true> {
    const { providerCode, ...credentials } = credentialsFrom(body, 'providerCode');
    await this.own.remove(credentials, proofFrom(body), providerCode);
    return true;
  }
}
