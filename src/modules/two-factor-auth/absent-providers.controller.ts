import { Body, Post } from '@nestjs/common';
import {
  ANONYMOUS,
  Budgeted,
  Operation,
  Resource,
  RestController,
  SecretInput,
} from '../webapi/index.js';
import { ABSENT_ENROLMENT, ABSENT_SIGN_IN } from './absent-providers.operations.js';
import { EnrolmentTokens } from './enrolment/enrolment-tokens.js';
import { ProviderNotAllowedError } from './errors.js';
import { credentialsFrom, secretsFrom } from './request-fields.js';
import { TwoFactorSignIn } from './two-factor-sign-in.js';

/**
 * Routes of providers that cannot be used here: the service of Authy is gone, that of Duo is its
 * own. Clients that knock are told so as Magento tells it, after the same checks.
 */
@RestController('tfa/provider')
@Resource(ANONYMOUS)
@Budgeted()
export class AbsentProvidersController {
  constructor(
    private readonly tokens: EnrolmentTokens,
    private readonly signIns: TwoFactorSignIn,
  ) {}

  /** `POST /rest/V1/tfa/provider/{authy,duo_security}/{configure,activate}` */
  @Post(['authy/configure', 'authy/activate', 'duo_security/configure', 'duo_security/activate'])
  @Operation(ABSENT_ENROLMENT)
  @SecretInput()
  async enrol(@Body() body: unknown): Promise<never> {
    await this.tokens.verify(secretsFrom(body, 'tfaToken').tfaToken);
    throw new ProviderNotAllowedError();
  }

  /** All that signs in with them. */
  @Post([
    'authy/authenticate',
    'authy/send-token/:via',
    'authy/authenticate-onetouch',
    'duo_security/get-authentication-data',
    'duo_security/authenticate',
  ])
  @Operation(ABSENT_SIGN_IN)
  @SecretInput()
  async signIn(@Body() body: unknown): Promise<never> {
    await this.signIns.half(credentialsFrom(body));
    throw new ProviderNotAllowedError();
  }
}
