import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import type { Composition, Environment } from '../kernel/index.js';
import { StderrLogger } from './stderr-logger.js';

/**
 * Starts the application without its HTTP server, and stops it when `work` is done.
 *
 * @param stderr For its warnings.
 * @param signal Ends it, with its reason, before `work` begins; the rest is up to that.
 * @throws {DomainError} Whatever stands in the way of the start, or what `work` throws.
 */
export async function runApplication<T>(
  composition: Composition,
  environment: Environment,
  stderr: NodeJS.WritableStream,
  work: (application: INestApplicationContext) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const application = await NestFactory.createApplicationContext(
    AppModule.from(composition, environment, 'console', signal),
    { logger: new StderrLogger(stderr), abortOnError: false },
  );
  try {
    signal?.throwIfAborted();
    return await work(application);
  } finally {
    await application.close();
  }
}
