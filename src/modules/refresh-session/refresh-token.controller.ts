import { Delete, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { RequestContext } from '../../contract/index.js';
import { ANONYMOUS, bodyLimit, Operation, Resource } from '../webapi/index.js';
import { AuthController } from './auth-controller.decorator.js';
import { deviceOf, type Device } from './device.js';
import { OriginGuard } from './origin.guard.js';
import { RefreshCookie } from './refresh-cookie.js';
import { SessionAnswer } from './session-answer.js';
import { SessionRefresher } from './session-refresher.js';
import { BODY_BYTES, type SessionRequest } from './session-request.js';
import { RENEW_SESSION, SIGN_OUT } from './session.operations.js';

/** What the refresh cookie, and nothing else, is good for. */
@AuthController('refresh-token')
@Resource(ANONYMOUS)
@UseGuards(OriginGuard)
export class RefreshTokenController {
  constructor(
    private readonly refresher: SessionRefresher,
    private readonly cookie: RefreshCookie,
    private readonly answer: SessionAnswer,
    private readonly context: RequestContext,
  ) {}

  /** `POST /auth/refresh-token` */
  @Post()
  @Operation(RENEW_SESSION)
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @bodyLimit(BODY_BYTES)
  async refresh(
    @Req() { headers }: SessionRequest,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<object> {
    const text = this.cookie.read(headers.cookie as string | undefined);
    const refreshed = this.refresher.refresh(text, this.device());
    const tokens = await this.answer.clearIfFinal(response, refreshed);
    return { status: 'ok', ...this.answer.hand(response, tokens) };
  }

  /** `DELETE /auth/refresh-token`: signs this device out. */
  @Delete()
  @Operation(SIGN_OUT)
  @Header('Cache-Control', 'no-store')
  async signOut(
    @Req() { headers }: SessionRequest,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<object> {
    const text = this.cookie.readIfAny(headers.cookie as string | undefined);
    if (text !== undefined) await this.refresher.signOut(text, this.device());
    this.answer.clear(response);
    return { status: 'ok' };
  }

  private device(): Device {
    return deviceOf(this.context.current());
  }
}
