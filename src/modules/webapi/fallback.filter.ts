import { randomBytes } from 'node:crypto';
import {
  Catch,
  HttpException,
  Injectable,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DomainError } from '../../contract/index.js';
import { translate } from '../../persistence/index.js';
import { ErrorWriter } from './answer/error-writer.js';
import { DomainErrorFilter } from './domain-error.filter.js';
import { BadRequestError, BodyTooLargeError, RouteNotFoundError } from './http-errors.js';
import { requestId } from './request-id.js';
import type { RestRequest } from './rest-request.js';

/**
 * Catches everything in this service's own server, so that a stranger sees no other body than the
 * envelope. An embedding application keeps its own answers for its own errors: there only
 * {@link DomainErrorFilter} is in place.
 */
@Injectable()
@Catch()
export class FallbackFilter implements ExceptionFilter {
  private readonly logger = new Logger('webapi');

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly writer: ErrorWriter,
    private readonly domainErrors: DomainErrorFilter,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<RestRequest>();
    const expected = isCutOff(error, request) ? new BadRequestError() : this.expected(error);
    if (expected) this.domainErrors.catch(expected, host);
    else this.report(error, host);
  }

  private expected(error: unknown): DomainError | undefined {
    const translated = translate(error);
    if (translated instanceof DomainError) return translated;
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status === 404) return new RouteNotFoundError();
    if (status === 413) return new BodyTooLargeError();
    return status < 500 ? new BadRequestError() : undefined;
  }

  /** The text is Magento's, to the byte; the id leads to the log line. */
  private report(error: unknown, host: ArgumentsHost): void {
    const reportId = `webapi-${randomBytes(7).toString('hex').slice(0, 13)}`;
    const stack = error instanceof Error ? error.stack : String(error);
    const http = host.switchToHttp();
    const request = http.getRequest<RestRequest>();
    const id = request.id ?? requestId(request);
    this.logger.error({ message: 'unexpected error', reportId, requestId: id, stack });
    const response = http.getResponse<object>();
    if (this.host.httpAdapter.isHeadersSent(response)) return;
    this.host.httpAdapter.setHeader(response, 'X-Request-Id', id);
    this.host.httpAdapter.setHeader(response, 'Cache-Control', 'no-store');
    const message = `Internal Error. Details are available in Magento log file. Report ID: ${reportId}`;
    this.writer.write(request, response, { message }, 500, error);
  }
}

/**
 * A client that went away in the middle of its body. The error has the code of a lost connection,
 * as one of the database's has: a stranger could fill the log with outages that are none.
 */
function isCutOff(error: unknown, { raw }: { raw?: { complete?: boolean } }): boolean {
  return raw?.complete === false && (error as { code?: unknown }).code === 'ECONNRESET';
}
