import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ServerSetup } from '../../contract/index.js';
import { CorsSettings } from './cors-settings.js';

const PREFLIGHT: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type, X-Request-Id',
  'Access-Control-Max-Age': '600',
};

/** What an answer has besides, that pages may read. */
const EXPOSED = 'X-Request-Id, Retry-After, WWW-Authenticate';

/**
 * Lets pages of the allowed origins call, and read the answer, with the user's cookie (Fetch,
 * section 3.2). A page of any other origin gets no header that allows anything, which is what its
 * browser refuses by. A hook and no plugin: a plugin's own route for OPTIONS would answer for
 * routes whose refusals are somebody else's.
 */
@Injectable()
export class CorsServerSetup extends ServerSetup {
  /** Refusals are to be read as well. */
  override readonly early = true;

  constructor(@Inject(CorsSettings.token) private readonly settings: CorsSettings) {
    super();
  }

  override apply(server: unknown): void {
    (server as FastifyInstance).addHook('onRequest', (request, reply, proceed) => {
      const admitted = this.admits(request, reply);
      if (!isPreflight(request) || !(admitted || isOfSessions(request))) return proceed();
      reply.code(204);
      if (admitted) reply.headers(PREFLIGHT);
      reply.send();
    });
  }

  private admits({ headers: { origin } }: FastifyRequest, reply: FastifyReply): boolean {
    if (this.settings.allowedOrigins.length === 0) return false;
    // Whatever is cached of an answer is not for another origin.
    reply.header('Vary', 'Origin');
    if (origin === undefined || !this.settings.allowedOrigins.includes(origin)) return false;
    reply.headers({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': EXPOSED,
    });
    return true;
  }
}

const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

const isOfSessions = ({ url }: FastifyRequest): boolean => url.startsWith('/auth/');
