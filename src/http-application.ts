import type { DynamicModule, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ServerSetup } from './contract/index.js';
import { listToken } from './kernel/index.js';

const BODY_BYTES = 102_400;
const HEADER_BYTES = 16_384;
/** Seconds a client may take; Node's own defaults invite slow attacks. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Enough for what is in hand at the end; after that, silent connections would hold it up forever. */
const CLOSE_GRACE_MS = 5_000;

/**
 * Builds the service's own HTTP server around the composed modules; it does not listen yet.
 *
 * @param logger Where the service logs to; `false` for silence.
 */
export async function createHttpApplication(
  module: DynamicModule,
  logger: LoggerService | false,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: HEADER_BYTES, headersTimeout: HEADERS_TIMEOUT_MS },
  });
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    // The parsers are the REST surface's business; see ServerSetup.
    bodyParser: false,
    abortOnError: false,
  });
  const server = adapter.getInstance();
  server.addHook('preClose', async () => {
    setTimeout(() => server.server.closeAllConnections(), CLOSE_GRACE_MS).unref();
  });
  for (const setup of application.get<ServerSetup[]>(listToken(ServerSetup)))
    await setup.apply(adapter.getInstance());
  return application;
}
