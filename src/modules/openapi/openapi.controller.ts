import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { ANONYMOUS, Resource } from '../webapi/index.js';
import { ApiDescription } from './api-description.js';

/** `GET /openapi.json` */
@Controller({ path: 'openapi.json', version: VERSION_NEUTRAL })
@Resource(ANONYMOUS)
export class OpenapiController {
  constructor(private readonly description: ApiDescription) {}

  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  get(): Promise<string> {
    return this.description.text();
  }
}
