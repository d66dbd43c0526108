import { Body, Header, Post } from '@nestjs/common';
import {
  ANONYMOUS,
  Budgeted,
  Operation,
  Resource,
  RestController,
  SecretInput,
} from '../../webapi/index.js';
import { Enrolments } from '../enrolment/enrolments.js';
import { InvalidCodeError } from '../errors.js';
import { FactorProofs } from '../factor-proofs.js';
import { FactorStore } from '../factor-store.js';
import { credentialsFrom, secretsFrom } from '../request-fields.js';
import { TfaUserDirectory } from '../tfa-user-directory.js';
import { TwoFactorSignIn } from '../two-factor-sign-in.js';
import { ACTIVATE, AUTHENTICATE, CONFIGURE } from './google.operations.js';
import { GoogleAuthenticator, type GoogleConfiguration } from './google-authenticator.js';

/** Enrolling an authenticator app, and signing in with it. */
@RestController('tfa/provider/google')
@Resource(ANONYMOUS)
@Budgeted()
export class GoogleController {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly google: GoogleAuthenticator,
    private readonly store: FactorStore,
    private readonly signIns: TwoFactorSignIn,
    private readonly proofs: FactorProofs,
    private readonly users: TfaUserDirectory,
  ) {}

  /** `POST /rest/V1/tfa/provider/google/configure` */
  @Post('configure')
  @Operation(CONFIGURE)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  async configure(@Body() body: unknown): Promise<GoogleConfiguration> {
    const { tfaToken } = secretsFrom(body, 'tfaToken');
    const { id, email } = await this.enrolments.open(tfaToken, 'google');
    return this.google.configure(id, email);
  }

  /** `POST /rest/V1/tfa/provider/google/activate`: no token comes back. */
  @Post('activate')
  @Operation(ACTIVATE)
  @SecretInput()
  async activate(@Body() body: unknown): Promise<[]> {
    const { tfaToken, otp } = secretsFrom(body, 'tfaToken', 'otp');
    const user = await this.enrolments.open(tfaToken, 'google');
    const factor = await this.signIns.counted(user.username, async () => {
      const begun = await this.store.find(user.id, 'google');
      // A step is not used up by this: the same code may sign in once.
      if (!begun || this.google.check(begun, otp).length === 0) throw new InvalidCodeError();
      return begun;
    });
    await this.enrolments.close(user, factor, this.store.dataOf(factor));
    return [];
  }

  /** `POST /rest/V1/tfa/provider/google/authenticate`: the token as a bare text. */
  @Post('authenticate')
  @Operation(AUTHENTICATE)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  async authenticate(@Body() body: unknown): Promise<string> {
    const { otp, ...credentials } = credentialsFrom(body, 'otp');
    return this.signIns.token(credentials, async ({ principal }) => {
      await this.proofs.factorOf(principal.id, 'google');
      await this.proofs.proveCode(await this.users.withId(principal.id), otp);
    });
  }
}
