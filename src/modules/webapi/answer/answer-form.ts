import { Inject, Injectable } from '@nestjs/common';
import { HOSTING, type Hosting } from '../../../kernel/index.js';
import type { RestRequest } from '../rest-request.js';
import { formatFor, type AnswerFormat } from './accept.js';
import { phpJson } from './php-json.js';
import { xmlText } from './xml-text.js';

/** How each form is written, and what it is called. */
export const FORMS = {
  json: { write: phpJson, contentType: 'application/json; charset=utf-8' },
  xml: { write: xmlText, contentType: 'application/xml; charset=utf-8' },
} as const satisfies Record<AnswerFormat, object>;

/** The part of Fastify's reply that is used. */
interface Reply {
  header(name: string, value: string): unknown;
  serializer(write: (value: unknown) => string): unknown;
}

/** Settles before a request is looked at how it will be answered. */
@Injectable()
export class AnswerForm {
  private readonly isOwnServer: boolean;

  constructor(@Inject(HOSTING) hosting: Hosting) {
    this.isOwnServer = hosting === 'server';
  }

  /**
   * In this service's own server the reply is told. In another application's, which may run on
   * Express, {@link EmbeddedAnswers} does it; here only what cannot be served is refused.
   *
   * @throws {NotAcceptableError}
   */
  choose({ headers: { accept } }: RestRequest, reply: Reply): void {
    const format = formatFor(accept as string | undefined);
    // JSON is what the own server writes unless it is told otherwise.
    if (!this.isOwnServer || format === 'json') return;
    const { write, contentType } = FORMS[format];
    reply.header('content-type', contentType);
    reply.serializer(write);
  }
}
