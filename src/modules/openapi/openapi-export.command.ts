import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { ApiDescription } from './api-description.js';

/** `openapi:export` */
@Injectable()
export class OpenapiExportCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'openapi:export',
    summary: 'Prints the OpenAPI description of the routes that are on.',
  };

  constructor(private readonly description: ApiDescription) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const text = await this.description.text();
    return { text: text.trimEnd(), json: JSON.parse(text) };
  }
}
