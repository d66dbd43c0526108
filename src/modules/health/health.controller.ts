import { Controller, Get, Header, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { z } from 'zod';
import { ANONYMOUS, Operation, Resource } from '../webapi/index.js';
import { Readiness } from './readiness.js';

interface Health {
  readonly status: 'up' | 'down';
}

const answer = z.object({ status: z.enum(['up', 'down']) });

/** `GET /health/live` and `GET /health/ready`; neither tells more than it is asked. */
@Controller({ path: 'health', version: VERSION_NEUTRAL })
@Resource(ANONYMOUS)
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Asks nothing of anybody: a database that is away is no reason to restart the process. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  @Operation({ summary: 'Tell that the process lives', answer, answerExample: { status: 'up' } })
  live(): Health {
    return { status: 'up' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @Operation({
    summary: 'Tell whether requests can be served',
    answer,
    answerExample: { status: 'up' },
    errors: [{ status: 503, when: 'The database does not answer.', example: { status: 'down' } }],
  })
  async ready(@Res({ passthrough: true }) response: object): Promise<Health> {
    if (await this.readiness.isReady()) return { status: 'up' };
    this.host.httpAdapter.status(response, 503);
    return { status: 'down' };
  }
}
