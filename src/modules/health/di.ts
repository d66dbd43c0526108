import { defineFeature } from '../../kernel/index.js';
import { HealthModule } from './health.module.js';

export const feature = defineFeature({ module: HealthModule });
