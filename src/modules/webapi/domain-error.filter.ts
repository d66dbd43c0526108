import {
  Catch,
  Injectable,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  AuthenticationStrategy,
  DomainError,
  SchemeRefusedError,
  TokenRefusedError,
  UnavailableError,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { ErrorWriter } from './answer/error-writer.js';
import { challengeFor } from './challenge.js';
import { envelopeOf } from './envelope.js';
import { MethodNotSupportedError } from './http-errors.js';
import { statusOf } from './http-status.js';
import { requestId } from './request-id.js';
import type { RestRequest } from './rest-request.js';

/** Answers every expected failure with the one envelope. Works under Fastify and Express. */
@Injectable()
@Catch(DomainError)
export class DomainErrorFilter implements ExceptionFilter<DomainError> {
  private readonly logger = new Logger('webapi');
  private readonly schemes: readonly string[];

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly writer: ErrorWriter,
    @InjectAll(AuthenticationStrategy) strategies: readonly AuthenticationStrategy[],
  ) {
    this.schemes = strategies.flatMap(({ scheme }) => scheme ?? []);
  }

  catch(error: DomainError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<RestRequest>();
    const response = http.getResponse<object>();
    const id = request.id ?? requestId(request);
    this.log(error, id);
    // The answer had begun: there is nothing left to tell the client.
    if (this.host.httpAdapter.isHeadersSent(response)) return;
    this.setHeaders(response, error, id);
    this.writer.write(request, response, envelopeOf(error), statusOf(error), error);
  }

  private setHeaders(response: object, error: DomainError, id: string): void {
    const { httpAdapter } = this.host;
    httpAdapter.setHeader(response, 'X-Request-Id', id);
    httpAdapter.setHeader(response, 'Cache-Control', 'no-store');
    if (error.kind === 'unauthenticated')
      httpAdapter.setHeader(response, 'WWW-Authenticate', challengeFor(error, this.schemes));
    if (error instanceof MethodNotSupportedError)
      httpAdapter.setHeader(response, 'Allow', 'GET, POST, PUT, DELETE');
    const { retryAfterSeconds } = error as { retryAfterSeconds?: number };
    if (retryAfterSeconds !== undefined)
      httpAdapter.setHeader(response, 'Retry-After', String(retryAfterSeconds));
  }

  /** One line for what somebody will ask about. Input errors and guests are nobody's question. */
  private log(error: DomainError, id: string): void {
    const { cause } = error;
    if (cause instanceof TokenRefusedError)
      this.logger.warn({ message: 'token refused', code: cause.code, requestId: id });
    else if (error instanceof SchemeRefusedError)
      this.logger.warn({ message: 'signed request refused', code: error.code, requestId: id });
    else if (error instanceof UnavailableError)
      this.logger.error({
        message: error.message,
        code: error.code,
        requestId: id,
        cause: cause instanceof Error ? cause.message : undefined,
      });
  }
}
