import { Body, Delete, Get, Module, Param, Post, Put, Query } from '@nestjs/common';
import { RequestContext } from '../../src/contract/index.js';
import { defineFeature, defineModule } from '../../src/kernel/index.js';
import {
  ANONYMOUS,
  Budgeted,
  objectParameter,
  positiveIdFrom,
  Resource,
  RestController,
  SecretInput,
  SELF,
  textParameter,
} from '../../src/modules/webapi/index.js';

/** Routes that show what the request pipeline makes of a request. */
@RestController('fixture')
@Resource(ANONYMOUS)
class FixtureController {
  constructor(private readonly contexts: RequestContext) {}

  @Get('data')
  data(): unknown {
    return { path: 'a/b', name: 'caf\u00e9', list: [1, true, null] };
  }

  @Get('text')
  text(): string {
    return 'a/b';
  }

  @Get('query')
  query(@Query() query: unknown): unknown {
    return { ...(query as object) };
  }

  @Get('items/:id')
  item(@Param('id') id: string): unknown {
    return { id: positiveIdFrom(id) ?? null };
  }

  @Post('echo')
  echo(@Body() body: unknown): unknown {
    return body;
  }

  @Put('echo')
  put(@Body() body: unknown): unknown {
    return body;
  }

  @Delete('echo')
  remove(): boolean {
    return true;
  }

  @Post('name')
  name(@Body() body: unknown): string {
    return textParameter(body, 'firstName');
  }

  @Post('nested')
  nested(@Body() body: unknown): string {
    return textParameter(objectParameter(body, 'customer'), 'email');
  }

  @Post('secret')
  @SecretInput()
  @Budgeted()
  secret(@Body() body: unknown): unknown {
    return body;
  }

  @Post('guarded')
  @Resource('Magento_Backend::admin')
  guarded(@Body() body: unknown): unknown {
    return body;
  }

  @Get('self')
  @Resource(SELF)
  self(): boolean {
    return true;
  }

  @Get('origin')
  originOfGet(): unknown {
    return this.contexts.current() ?? null;
  }

  @Post('origin')
  async origin(): Promise<unknown> {
    await Promise.resolve();
    return this.contexts.current() ?? null;
  }

  @Get('failure')
  fail(): never {
    throw new Error('the secret is 42');
  }
}

@Module({ controllers: [FixtureController] })
class FixtureModule {}

export const restFixture = defineModule({
  name: 'fixture-rest',
  summary: 'Routes that show what the request pipeline makes of a request.',
  sequence: ['webapi'],
  load: async () => defineFeature({ module: FixtureModule }),
});
