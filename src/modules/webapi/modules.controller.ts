import { Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { COMPOSITION, type Composition } from '../../kernel/index.js';
import { Operation } from './operation.decorator.js';
import { Resource } from './resource.decorator.js';
import { RestController } from './rest-controller.decorator.js';

/** `GET /rest/V1/modules`: which modules are enabled, for administrators. */
@RestController('modules')
export class ModulesController {
  constructor(@Inject(COMPOSITION) private readonly composition: Composition) {}

  /** @returns Names in sequence order; an accept-only module issues nothing and is not among them. */
  @Get()
  @Operation({
    summary: 'List the modules that are enabled',
    answer: z.array(z.string()),
    answerExample: ['webapi', 'security', 'authorization', 'user', 'integration', 'jwt-user-token'],
  })
  @Resource('Magento_Backend::admin')
  list(): string[] {
    return this.composition.modules
      .filter(({ state }) => state === 'enabled')
      .map(({ manifest }) => manifest.name);
  }
}
