import { Body, Header, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { RequestContext, type AccessToken } from '../../contract/index.js';
import {
  ANONYMOUS,
  bodyLimit,
  Budgeted,
  CurrentToken,
  Operation,
  Resource,
  textParameter,
} from '../webapi/index.js';
import { AuthController } from './auth-controller.decorator.js';
import { deviceNameOf, deviceOf } from './device.js';
import { Impersonation } from './impersonation.js';
import { OriginGuard } from './origin.guard.js';
import { SessionAnswer } from './session-answer.js';
import { BODY_BYTES, credentialsFrom, idFrom } from './session-request.js';
import { ACT_FOR_CUSTOMER, BEGIN_SESSION } from './session.operations.js';
import { SessionSignIn, type SignedIn } from './session-sign-in.js';

/** The right to act for customers, as Magento names it. */
export const LOGIN_AS_CUSTOMER = 'Magento_LoginAsCustomer::login';

/** Where sessions begin. */
@AuthController()
@UseGuards(OriginGuard)
export class LoginController {
  constructor(
    private readonly signIns: SessionSignIn,
    private readonly impersonation: Impersonation,
    private readonly answer: SessionAnswer,
    private readonly context: RequestContext,
  ) {}

  /** `POST /auth/login`. A refresh cookie that is there already is not looked at. */
  @Post('login')
  @Operation(BEGIN_SESSION)
  @Resource(ANONYMOUS)
  @Budgeted()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @bodyLimit(BODY_BYTES)
  async login(
    @Body() body: unknown,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<object> {
    const credentials = credentialsFrom(body);
    return this.begun(response, await this.signIns.signIn(credentials, this.opening(body)));
  }

  /** `POST /auth/impersonate` */
  @Post('impersonate')
  @Operation(ACT_FOR_CUSTOMER)
  @Resource(LOGIN_AS_CUSTOMER)
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @bodyLimit(BODY_BYTES)
  async impersonate(
    @Body() body: unknown,
    @CurrentToken() { principal }: AccessToken,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<object> {
    const customerId = idFrom(body, 'customerId');
    const begun = this.impersonation.begin(principal, customerId, this.opening(body));
    return this.begun(response, await begun);
  }

  private opening(body: unknown) {
    const deviceName = deviceNameOf(textParameter(body, 'deviceName'));
    return { device: deviceOf(this.context.current()), deviceName };
  }

  private begun(response: unknown, signedIn: SignedIn): object {
    return { user: signedIn.user, ...this.answer.hand(response, signedIn) };
  }
}
