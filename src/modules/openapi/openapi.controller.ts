import { Controller, Get, VERSION_NEUTRAL } from '@nestjs/common';
import { ANONYMOUS, JsonText, Resource } from '../webapi/index.js';
import { ApiDescription } from './api-description.js';

/** `GET /openapi.json` */
@Controller({ path: 'openapi.json', version: VERSION_NEUTRAL })
@Resource(ANONYMOUS)
export class OpenapiController {
  constructor(private readonly description: ApiDescription) {}

  @Get()
  @JsonText()
  get(): Promise<string> {
    return this.description.text();
  }
}
