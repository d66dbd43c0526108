import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { Resource } from '../webapi/index.js';
import { Readings } from './readings.js';

export const METRICS = 'Tokenwright::metrics';

/** `GET /metrics`, for a program that may see them. */
@Controller({ path: 'metrics', version: VERSION_NEUTRAL })
@Resource(METRICS)
export class MetricsController {
  constructor(private readonly readings: Readings) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  read(): Promise<string> {
    return this.readings.text();
  }
}
