import {
  All,
  Controller,
  Header,
  HttpCode,
  Req,
  UseFilters,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import {
  ANONYMOUS,
  Budgeted,
  InputErrors,
  Operation,
  RequiredFieldError,
  Resource,
} from '../webapi/index.js';
import { GET_ACCESS_TOKEN, GET_REQUEST_TOKEN } from './handshake.operations.js';
import { Handshake } from './handshake.js';
import { FORM_TYPE, OauthProblemFilter } from './oauth-problem.filter.js';
import type { NewToken } from './oauth-credentials.js';
import {
  RequestVerifier,
  type VerificationNeeds,
  type VerifiedRequest,
} from './request-verifier.js';
import type { OriginatedRequest } from './signing/request-origin.js';

/** The steps of the handshake. Any method will do, as long as it is the one that was signed. */
@Controller({ path: 'oauth/token', version: VERSION_NEUTRAL })
@Resource(ANONYMOUS)
@Budgeted()
@UseFilters(OauthProblemFilter)
export class HandshakeController {
  constructor(
    private readonly verifier: RequestVerifier,
    private readonly handshake: Handshake,
  ) {}

  /** `POST /oauth/token/request` */
  @All('request')
  @Operation(GET_REQUEST_TOKEN)
  @HttpCode(200)
  @Header('Content-Type', FORM_TYPE)
  @Header('Cache-Control', 'no-store')
  async request(@Req() request: OriginatedRequest): Promise<string> {
    const needs = { parameters: [], check: this.handshake.checkBegin, current: true };
    const { consumer } = await this.verified(request, needs);
    return formOf(await this.handshake.requestToken(consumer));
  }

  /** `POST /oauth/token/access` */
  @All('access')
  @Operation(GET_ACCESS_TOKEN)
  @HttpCode(200)
  @Header('Content-Type', FORM_TYPE)
  @Header('Cache-Control', 'no-store')
  async access(@Req() request: OriginatedRequest): Promise<string> {
    const needs = { parameters: ['oauth_token', 'oauth_verifier'], current: true };
    return formOf(await this.handshake.accessToken(await this.verified(request, needs)));
  }

  /** Without the header, every parameter is missing. */
  private verified(request: OriginatedRequest, needs: VerificationNeeds): Promise<VerifiedRequest> {
    const verified = this.verifier.verify(request, needs);
    if (verified) return verified;
    const names = ['consumer_key', 'signature', 'signature_method', 'nonce', 'timestamp'];
    const missing = [...names.map((name) => `oauth_${name}`), ...needs.parameters];
    throw new InputErrors(missing.map((name) => new RequiredFieldError(name)));
  }
}

const formOf = ({ token, secret }: NewToken): string =>
  new URLSearchParams({ oauth_token: token, oauth_token_secret: secret }).toString();
