import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { ServerSetup, StoreDirectory } from '../../contract/index.js';
import { SECRET_INPUT } from './secret-input.decorator.js';
import { answerMalformed } from './malformed-request.js';
import { phpJson } from './answer/php-json.js';
import { requestId } from './request-id.js';
import { requestGate } from './request-gate.js';
import { rewriteRestUrl } from './rest-url.js';
import { WebapiSettings } from './webapi-settings.js';

/** What this service's own server offers beside Fastify's means; see `createHttpApplication`. */
interface OwnServer extends FastifyInstance {
  setUrlRewriter(rewrite: (request: { url?: string; method?: string }) => string): void;
}

/**
 * On every answer that says nothing else: it is what its type says, and nobody's frame. JSON that a
 * browser can be made to show as a page is how an API gets scripts of strangers.
 */
const HARMLESS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Address forms, request ids, bodies as bytes, and limits, in place before any route exists. */
@Injectable()
export class WebapiServerSetup extends ServerSetup {
  constructor(
    @Inject(WebapiSettings.token) private readonly settings: WebapiSettings,
    private readonly stores: StoreDirectory,
  ) {
    super();
  }

  override apply(server: unknown): void {
    const fastify = server as OwnServer;
    fastify.setGenReqId(({ headers }) => requestId({ headers }));
    fastify.setUrlRewriter(rewriteRestUrl);
    fastify.addHook('onRequest', (_request, reply, proceed) => {
      reply.headers(HARMLESS);
      proceed();
    });
    fastify.addHook('onRequest', requestGate(this.stores));
    fastify.setReplySerializer(phpJson);
    this.keepBodiesAsBytes(fastify);
    fastify.server.removeAllListeners('clientError').on('clientError', answerMalformed);
  }

  /** They are decoded when the caller has been admitted, and not before. */
  private keepBodiesAsBytes(fastify: FastifyInstance): void {
    const { bodyMaxBytes, tokenBodyMaxBytes } = this.settings;
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: bodyMaxBytes },
      (_request, body, done) => done(null, body),
    );
    fastify.addHook('onRoute', (route) => {
      const config = (route.config ?? {}) as { bodyLimit?: number; [SECRET_INPUT]?: boolean };
      const limit = config.bodyLimit ?? (config[SECRET_INPUT] ? tokenBodyMaxBytes : undefined);
      if (limit !== undefined) route.bodyLimit = limit;
      // HEAD is none of the surface's methods.
      if (route.url.startsWith('/rest/')) route.exposeHeadRoute = false;
    });
  }
}
