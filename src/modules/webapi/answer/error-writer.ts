import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Envelope } from '../envelope.js';
import type { RestRequest } from '../rest-request.js';
import { isRestUrl } from '../rest-url.js';
import { WebapiSettings } from '../webapi-settings.js';
import { formatFor, type AnswerFormat } from './accept.js';
import { FORMS } from './answer-form.js';

/** Sends an envelope, in the form that the client takes. Works under Fastify and Express. */
@Injectable()
export class ErrorWriter {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(WebapiSettings.token) private readonly settings: WebapiSettings,
  ) {}

  /** @param error What happened; its stack is told where developers are at work. */
  write(
    request: RestRequest,
    response: object,
    envelope: Envelope,
    status: number,
    error: unknown,
  ) {
    const { httpAdapter } = this.host;
    const { write, contentType } = FORMS[errorFormat(request)];
    const told =
      this.settings.tellsTrace && error instanceof Error && error.stack !== undefined
        ? { ...envelope, trace: error.stack }
        : envelope;
    httpAdapter.setHeader(response, 'Content-Type', contentType);
    if ('serializer' in response) (response as Reply).serializer(asWritten);
    httpAdapter.reply(response, write(told), status);
  }
}

/** The part of Fastify's reply that may already have been told how answers are written. */
interface Reply {
  serializer(write: (value: unknown) => unknown): unknown;
}

const asWritten = (text: unknown): unknown => text;

/** An error must be told somehow: where no form is acceptable, it is JSON. */
function errorFormat({ raw, originalUrl, url, headers }: RestRequest): AnswerFormat {
  if (!isRestUrl(raw?.url ?? originalUrl ?? url)) return 'json';
  try {
    return formatFor(headers.accept as string | undefined);
  } catch {
    return 'json';
  }
}
