import type { Server } from 'node:http';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ServerSetup } from './contract/index.js';
import { listToken } from './kernel/index.js';
import { isAnyone } from './proxy-range.js';
import { ServerSettings } from './server-settings.js';
import { ServiceAdapter } from './service-adapter.js';

/** Seconds a client may take; Node's own defaults invite slow attacks. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** How often those two are looked at; every 30 s by default, which would double them. */
const TIMEOUT_CHECK_MS = 1_000;
/** The same for a connection on which nothing moves: a client that does not read its answer. */
const IDLE_TIMEOUT_MS = 30_000;
/** Enough for what is in hand at the end; after that, silent connections would hold it up forever. */
const CLOSE_GRACE_MS = 5_000;
/** How soon a connection is closed whose last request was in hand when the end began. */
const CLOSE_IDLE_MS = 50;

/** What of the settings concerns the server before it listens. */
type HttpSettings = Pick<ServerSettings, 'headersMaxBytes' | 'trustedProxies'>;

type UrlRewriter = (request: RawRequest) => string;
interface RawRequest {
  url?: string;
  method?: string;
}

/**
 * Builds the service's own HTTP server around the composed modules; it does not listen yet.
 *
 * @param logger Where the service logs to; `false` for silence.
 * @param settings Default: what holds where nothing is set.
 */
export async function createHttpApplication(
  module: DynamicModule,
  logger: LoggerService | false,
  settings: HttpSettings = ServerSettings.parse({}),
): Promise<NestFastifyApplication> {
  const adapter = serviceAdapter(settings);
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    // The parsers are the REST surface's business; see ServerSetup.
    bodyParser: false,
    abortOnError: false,
  });
  const server = adapter.getInstance();
  server.addHook('preClose', async () => endConnections(server.server));
  const setups = application.get<ServerSetup[]>(listToken(ServerSetup));
  const early = setups.filter((setup) => setup.early);
  for (const setup of new Set([...early, ...setups])) await setup.apply(server);
  return application;
}

/** Fastify wants to know at birth what a module can tell only later: how addresses are rewritten. */
function serviceAdapter({ headersMaxBytes, trustedProxies }: HttpSettings): ServiceAdapter {
  let rewriteUrl: UrlRewriter = ({ url = '/' }) => url;
  const adapter = new ServiceAdapter({
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: IDLE_TIMEOUT_MS,
    http: {
      maxHeaderSize: headersMaxBytes,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    // Fastify knows no range of all addresses.
    trustProxy: trustedProxies.some(isAnyone) || (trustedProxies.length > 0 && [...trustedProxies]),
    rewriteUrl: (request: RawRequest) => rewriteUrl(request),
    // As Express does where the modules are embedded, and people do who type an address.
    routerOptions: { ignoreTrailingSlash: true },
    // What the router itself refuses is answered like everything else.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      server.errorHandler(error as never, request, reply),
  });
  const server: FastifyInstance = adapter.getInstance();
  server.decorate('setUrlRewriter', (rewriter: UrlRewriter) => {
    rewriteUrl = rewriter;
  });
  return adapter;
}

/**
 * A server that closes ends the connections that are idle at that moment. Those with a request in
 * hand would be kept alive after it, and hold up the end for a client that has nothing more to say.
 */
function endConnections(server: Server): void {
  const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS).unref();
  const all = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS).unref();
  server.once('close', () => {
    clearInterval(idle);
    clearTimeout(all);
  });
}
