import { Body, Delete, Get, Header, Param, Put, Res, UseGuards } from '@nestjs/common';
import { RequestContext, type AccessToken } from '../../contract/index.js';
import {
  bodyLimit,
  Budgeted,
  CurrentToken,
  Operation,
  requiredTexts,
  Resource,
  SIGNED_IN,
  textParameter,
} from '../webapi/index.js';
import { AuthController } from './auth-controller.decorator.js';
import { deviceNameOf, deviceOf } from './device.js';
import { ImpersonationRestrictedError, UnknownSessionError } from './errors.js';
import { OriginGuard } from './origin.guard.js';
import { PasswordChange } from './password-change.js';
import { SessionAnswer } from './session-answer.js';
import { SessionEndings } from './session-endings.js';
import { SessionList, type ListedSession } from './session-list.js';
import { BODY_BYTES, proofFrom } from './session-request.js';
import * as operations from './session.operations.js';

/** What people may do about their own sessions. Whose they are, the token says and nothing else. */
@AuthController()
@Resource(SIGNED_IN)
export class SessionsController {
  constructor(
    private readonly sessions: SessionList,
    private readonly endings: SessionEndings,
    private readonly passwords: PasswordChange,
    private readonly answer: SessionAnswer,
    private readonly context: RequestContext,
  ) {}

  /** `GET /auth/sessions` */
  @Get('sessions')
  @Operation(operations.LIST_SESSIONS)
  @Header('Cache-Control', 'no-store')
  list(@CurrentToken() { principal, sessionId }: AccessToken): Promise<ListedSession[]> {
    return this.sessions.of(principal, sessionId);
  }

  /** `DELETE /auth/sessions/{id}` */
  @Delete('sessions/:id')
  @Operation(operations.END_SESSION)
  async end(@CurrentToken() token: AccessToken, @Param('id') id: string): Promise<object> {
    if (id !== token.sessionId) refuseImpersonators(token);
    if (!(await this.endings.endOwn(token.principal, id))) throw new UnknownSessionError();
    return { status: 'ok' };
  }

  /** `DELETE /auth/sessions`: all but the one that asks. */
  @Delete('sessions')
  @Operation(operations.END_OTHER_SESSIONS)
  async endOthers(@CurrentToken() token: AccessToken): Promise<object> {
    refuseImpersonators(token);
    const ended = await this.endings.endOthers(token.principal, token.sessionId ?? '');
    return { status: 'ok', ended };
  }

  /** `PUT /auth/password`: ends every other session and token of the user. */
  @Put('password')
  @Operation(operations.CHANGE_PASSWORD)
  @Budgeted()
  @UseGuards(OriginGuard)
  @Header('Cache-Control', 'no-store')
  @bodyLimit(BODY_BYTES)
  async changePassword(
    @CurrentToken() token: AccessToken,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<object> {
    refuseImpersonators(token);
    const texts = requiredTexts(body, 'currentPassword', 'newPassword');
    const session = await this.passwords.change(
      token.principal,
      { current: texts.currentPassword, next: texts.newPassword, proof: proofFrom(body) },
      {
        device: deviceOf(this.context.current()),
        deviceName: deviceNameOf(textParameter(body, 'deviceName')),
      },
    );
    return { status: 'ok', ...this.answer.hand(response, session) };
  }
}

/** @throws {ImpersonationRestrictedError} For a token that says somebody else is acting. */
function refuseImpersonators({ claims }: AccessToken): void {
  if (claims.act !== undefined) throw new ImpersonationRestrictedError();
}
