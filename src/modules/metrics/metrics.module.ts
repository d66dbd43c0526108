import { Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { Readings } from './readings.js';

@Module({ controllers: [MetricsController], providers: [Readings] })
export class MetricsModule {}
