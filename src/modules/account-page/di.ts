import { defineFeature } from '../../kernel/index.js';
import { AccountPageModule } from './account-page.module.js';

export const feature = defineFeature({ module: AccountPageModule });
