import { Module } from '@nestjs/common';
import { ApiDescription } from './api-description.js';
import { DocsController } from './docs.controller.js';
import { OpenapiController } from './openapi.controller.js';
import { OpenapiExportCommand } from './openapi-export.command.js';

const providers = [ApiDescription, OpenapiExportCommand];

@Module({ controllers: [OpenapiController, DocsController], providers, exports: providers })
export class OpenapiModule {}
