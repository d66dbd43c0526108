import { defineFeature } from '../../kernel/index.js';
import { METRICS } from './metrics.controller.js';
import { MetricsModule } from './metrics.module.js';

export const feature = defineFeature({
  module: MetricsModule,
  acl: [{ id: METRICS, title: 'Metrics' }],
});
