import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { ServerSetup } from '../../contract/index.js';
import { ContentTypeError, DecodingError } from './http-errors.js';
import { parseJson } from './json-body.js';
import { requestId } from './request-id.js';

/** Request ids, body parsers and limits of the REST surface, in place before any route exists. */
@Injectable()
export class WebapiServerSetup extends ServerSetup {
  override apply(server: unknown): void {
    const fastify = server as FastifyInstance;
    fastify.setGenReqId(({ headers }) => requestId({ headers }));
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      (_request, body, done) => {
        try {
          done(null, parseJson(textOf(body as Buffer)));
        } catch (error) {
          done(error as Error);
        }
      },
    );
    fastify.addContentTypeParser('*', (request, _payload, done) => {
      done(new ContentTypeError((request.headers['content-type'] ?? '').split(';', 1)[0]!.trim()));
    });
    fastify.addHook('onRoute', (route) => {
      const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: number };
      if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
    });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** JSON is UTF-8 (RFC 8259, section 8.1); U+FFFD for what is not would make many passwords one. */
function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new DecodingError();
  }
}
