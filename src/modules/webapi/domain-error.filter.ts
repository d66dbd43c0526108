import {
  Catch,
  Injectable,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DomainError, TokenRefusedError, UnavailableError } from '../../contract/index.js';
import type { RequestHeaders } from './bearer-credentials.js';
import { challengeFor } from './challenge.js';
import { envelopeOf } from './envelope.js';
import { HTTP_STATUS } from './http-status.js';
import { requestId } from './request-id.js';

/** Answers every expected failure with the one envelope. Works under Fastify and Express. */
@Injectable()
@Catch(DomainError)
export class DomainErrorFilter implements ExceptionFilter<DomainError> {
  private readonly logger = new Logger('webapi');

  constructor(private readonly host: HttpAdapterHost) {}

  catch(error: DomainError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<RequestHeaders & { id?: string }>();
    const response = http.getResponse<object>();
    const { httpAdapter } = this.host;
    const status = HTTP_STATUS[error.kind];
    const id = request.id ?? requestId(request);
    this.log(error, id);
    // The answer had begun: there is nothing left to tell the client.
    if (httpAdapter.isHeadersSent(response)) return;
    httpAdapter.setHeader(response, 'X-Request-Id', id);
    httpAdapter.setHeader(response, 'Cache-Control', 'no-store');
    if (error.kind === 'unauthenticated')
      httpAdapter.setHeader(response, 'WWW-Authenticate', challengeFor(error.cause));
    if (error instanceof UnavailableError)
      httpAdapter.setHeader(response, 'Retry-After', String(error.retryAfterSeconds));
    httpAdapter.reply(response, envelopeOf(error), status);
  }

  /** One line for what somebody will ask about. Input errors and guests are nobody's question. */
  private log(error: DomainError, id: string): void {
    const { cause } = error;
    if (cause instanceof TokenRefusedError)
      this.logger.warn({ message: 'token refused', code: cause.code, requestId: id });
    else if (error instanceof UnavailableError)
      this.logger.error({
        message: error.message,
        code: error.code,
        requestId: id,
        cause: cause instanceof Error ? cause.message : undefined,
      });
  }
}
