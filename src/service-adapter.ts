import type { Server, ServerResponse } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions, FastifyReply } from 'fastify';

type AdapterOptions = FastifyHttpOptions<Server> & { skipMiddie?: boolean };

/** Where hooks are registered on a server. */
interface Hooked {
  addHook: (...hook: unknown[]) => unknown;
}

/**
 * Fastify's validation of requests and its serializers, both by JSON schema: no route has one, and
 * their libraries are a tenth of all files that a start would load. Fastify asks for them only
 * where a route comes with a schema.
 */
const WITHOUT_SCHEMAS = { buildValidator: refuseSchema, buildSerializer: refuseSchema };

function refuseSchema(): never {
  throw new Error('routes of this server take no JSON schema');
}

const withheld = new WeakMap<Hooked, Hooked['addHook']>();

/**
 * Nest's adapter without what this service does not use. Nest hangs seven hooks on every request,
 * for middleware, CORS, security headers, versions and the like. Here guards and a server's own
 * setup do that work, and whoever needs more adds a Fastify plugin or hook; Nest's middleware is
 * refused at start. The hooks, and the listeners that the last of them brings, cost a plain request
 * as much as everything that this service does with it.
 */
export class ServiceAdapter extends FastifyAdapter {
  constructor(options: AdapterOptions) {
    super({
      ...options,
      skipMiddie: true,
      schemaController: { compilersFactory: WITHOUT_SCHEMAS },
    });
    const server = this.getInstance() as unknown as Hooked;
    server.addHook = withheld.get(server)!;
  }

  /** Nest's constructor calls this before it adds its hooks, and leaves no other opening. */
  override setInstance<Server>(server: Server): void {
    super.setInstance(server);
    const hooked = server as Hooked;
    withheld.set(hooked, hooked.addHook);
    hooked.addHook = () => server;
  }

  /**
   * On a REST route a handler's text is data, as its objects are, and goes through the same
   * serializer; Nest would send it as `text/plain`. Objects take the short way past all that Nest
   * asks of files and streams.
   */
  override reply(
    response: FastifyReply | ServerResponse,
    body: unknown,
    statusCode?: number,
  ): FastifyReply {
    // Only Nest's middleware, which there is none of, has an answer of Node's own in hand.
    if (!('send' in response)) return super.reply(response, body, statusCode);
    if (isData(body)) {
      if (statusCode !== undefined) response.code(statusCode);
      return response.send(body);
    }
    if (typeof body !== 'string' || !isUntypedRest(response))
      return super.reply(response, body, statusCode);
    response.header('content-type', 'application/json; charset=utf-8');
    return super.reply(response, response.serialize(body), statusCode);
  }
}

/** A plain object or a list, as handlers return them. */
const isData = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  (body.constructor === Object || body.constructor === Array);

const isUntypedRest = (response: FastifyReply): boolean =>
  response.request?.url?.startsWith('/rest/') === true &&
  response.getHeader('content-type') === undefined;
