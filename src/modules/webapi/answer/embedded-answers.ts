import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import type { RestRequest } from '../rest-request.js';
import { routeFacts } from '../route-facts.js';
import { formatFor } from './accept.js';
import { FORMS } from './answer-form.js';

/**
 * Writes the answers of REST routes where the server is another application's: neither platform
 * would send a bare text as JSON. The application's own routes are passed by.
 */
export class EmbeddedAnswers implements NestInterceptor {
  constructor(private readonly host: HttpAdapterHost) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!routeFacts(context)?.isRest) return next.handle();
    const { accept } = context.getArgByIndex<RestRequest>(0).headers;
    const { write, contentType } = FORMS[formatFor(accept as string | undefined)];
    return next.handle().pipe(
      map((value: unknown) => {
        const { httpAdapter } = this.host;
        httpAdapter.setHeader(context.getArgByIndex(1), 'Content-Type', contentType);
        return write(value);
      }),
    );
  }
}
