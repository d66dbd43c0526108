import { defineFeature } from '../../kernel/index.js';
import { OpenapiExportCommand } from './openapi-export.command.js';
import { OpenapiModule } from './openapi.module.js';

export const feature = defineFeature({ module: OpenapiModule, commands: [OpenapiExportCommand] });
