import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestContext, ServerSetup, type RequestOrigin } from '../../contract/index.js';
import type { AuthenticatedRequest } from './authenticated-request.js';

/** Until the real one is here. */
@Injectable()
export class StandInRequestContext extends RequestContext implements ServerSetup {
  private readonly requests = new AsyncLocalStorage<FastifyRequest>();

  override current(): RequestOrigin | undefined {
    const request = this.requests.getStore();
    if (!request) return undefined;
    return {
      requestId: request.id,
      address: request.ip,
      userAgent: request.headers['user-agent'],
      store: { id: 1, code: 'default', websiteId: 1 },
      caller: (request as AuthenticatedRequest).user?.principal,
    };
  }

  apply(server: unknown): void {
    (server as FastifyInstance).addHook('onRequest', (request, _reply, done) => {
      if (request.method === 'GET') done();
      else this.requests.run(request, done);
    });
  }
}
