import cors from '@fastify/cors';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { ServerSetup } from '../../contract/index.js';
import { CorsSettings } from './cors-settings.js';

const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of the allowed origins call, and read the answer, with the user's cookie (Fetch,
 * section 3.2). A page of any other origin gets no header at all.
 */
@Injectable()
export class CorsServerSetup extends ServerSetup {
  constructor(@Inject(CorsSettings.token) private readonly settings: CorsSettings) {
    super();
  }

  override async apply(server: unknown): Promise<void> {
    await (server as FastifyInstance).register(cors, {
      origin: [...this.settings.allowedOrigins],
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowedHeaders: ['Accept', 'Authorization', 'Content-Type', 'X-Request-Id'],
      exposedHeaders: ['X-Request-Id', 'Retry-After', 'WWW-Authenticate'],
      maxAge: PREFLIGHT_SECONDS,
    });
  }
}
