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
import { EnrolmentTokens } from '../enrolment/enrolment-tokens.js';
import { Enrolments } from '../enrolment/enrolments.js';
import { FactorProofs } from '../factor-proofs.js';
import { FactorStore } from '../factor-store.js';
import { credentialsFrom, keyNameFrom, secretsFrom } from '../request-fields.js';
import { TwoFactorSignIn } from '../two-factor-sign-in.js';
import { SecurityKeys } from './security-keys.js';
import { ACTIVATE_KEY, CONFIGURE_KEY, PROMPT_KEY, VERIFY_KEY } from './u2fkey.operations.js';

/** Options for a browser, in the one member they have on the wire. */
interface Options {
  readonly credential_request_options_json: string;
}

/** An attestation brings certificates. */
const BODY_BYTES = 32_768;

/** Enrolling a security key, and signing in with it. */
@RestController('tfa/provider/u2fkey')
@Resource(ANONYMOUS)
@Budgeted()
export class U2fkeyController {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly keys: SecurityKeys,
    private readonly store: FactorStore,
    private readonly signIns: TwoFactorSignIn,
    private readonly proofs: FactorProofs,
    private readonly tokens: EnrolmentTokens,
  ) {}

  /** `POST /rest/V1/tfa/provider/u2fkey/configure` */
  @Post('configure')
  @Operation(CONFIGURE_KEY)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  async configure(@Body() body: unknown): Promise<Options> {
    const user = await this.enrolments.open(secretsFrom(body, 'tfaToken').tfaToken, 'u2fkey');
    return { credential_request_options_json: await this.keys.configure(user) };
  }

  /** `POST /rest/V1/tfa/provider/u2fkey/activate` */
  @Post('activate')
  @Operation(ACTIVATE_KEY)
  @SecretInput(BODY_BYTES)
  async activate(@Body() body: unknown): Promise<[]> {
    const sent = secretsFrom(body, 'tfaToken', 'publicKeyCredentialJson');
    const user = await this.enrolments.open(sent.tfaToken, 'u2fkey');
    const factor = await this.store.find(user.id, 'u2fkey');
    const name = keyNameFrom(body);
    const data = await this.signIns.counted(user.username, () =>
      this.keys.register(factor, sent.publicKeyCredentialJson, name),
    );
    await this.enrolments.close(user, factor!, data);
    return [];
  }

  /** `POST /rest/V1/tfa/provider/u2fkey/authentication-challenge` */
  @Post('authentication-challenge')
  @Operation(PROMPT_KEY)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  async prompt(@Body() body: unknown): Promise<Options> {
    const factor = await this.proofs.factorOf(await this.askerOf(body), 'u2fkey');
    return { credential_request_options_json: await this.keys.prompt(factor) };
  }

  /** `POST /rest/V1/tfa/provider/u2fkey/verify`: the token as a bare text. */
  @Post('verify')
  @Operation(VERIFY_KEY)
  @Header('Cache-Control', 'no-store')
  @SecretInput(BODY_BYTES)
  async verify(@Body() body: unknown): Promise<string> {
    const sent = credentialsFrom(body, 'publicKeyCredentialJson');
    return this.signIns.token(sent, async ({ principal }) => {
      const factor = await this.proofs.factorOf(principal.id, 'u2fkey');
      await this.keys.verify(factor, sent.publicKeyCredentialJson);
    });
  }

  /** Who is at the end of an enrolment, or else at the beginning of a sign-in. */
  private async askerOf(body: unknown): Promise<number> {
    const tfat = uncastParameter(body, 'tfaToken');
    if (tfat !== undefined) return (await this.tokens.verify(tfat)).user.id;
    return (await this.signIns.half(credentialsFrom(body))).principal.id;
  }
}
