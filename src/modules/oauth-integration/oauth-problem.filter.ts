import {
  Catch,
  Injectable,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DomainError, SchemeRefusedError, UnavailableError } from '../../contract/index.js';
import { translate } from '../../persistence/index.js';
import { InputErrors, statusOf } from '../webapi/index.js';

/** RFC 5849, section 2.1. */
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Answers on `/oauth/...` as Magento does: `oauth_problem=` and a text, form-encoded. */
@Injectable()
@Catch()
export class OauthProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('oauth-integration');

  constructor(private readonly host: HttpAdapterHost) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = translate(thrown);
    const { httpAdapter } = this.host;
    const response = host.switchToHttp().getResponse<object>();
    if (httpAdapter.isHeadersSent(response)) return;
    httpAdapter.setHeader(response, 'Content-Type', FORM_TYPE);
    httpAdapter.setHeader(response, 'Cache-Control', 'no-store');
    const status = error instanceof DomainError ? statusOf(error) : 500;
    if (status === 401) httpAdapter.setHeader(response, 'WWW-Authenticate', challengeOf(error));
    if (error instanceof UnavailableError)
      httpAdapter.setHeader(response, 'Retry-After', String(error.retryAfterSeconds));
    this.log(error);
    const body = new URLSearchParams({ oauth_problem: problemOf(error) }).toString();
    httpAdapter.reply(response, body, status);
  }

  private log(error: unknown): void {
    if (error instanceof SchemeRefusedError)
      this.logger.warn({ message: 'handshake refused', code: error.code });
    else if (!(error instanceof DomainError))
      this.logger.error({
        message: 'unexpected error',
        stack: error instanceof Error ? error.stack : String(error),
      });
  }
}

const challengeOf = (error: unknown): string =>
  error instanceof SchemeRefusedError ? error.challenge : 'OAuth';

/** What is unexpected is in the log, and nobody else's business. */
function problemOf(error: unknown): string {
  if (error instanceof InputErrors)
    return error.errors.map((each) => each.render().replace(/\.$/, '')).join(', ');
  return error instanceof DomainError ? error.render() : 'internal_error&message=empty_message';
}
