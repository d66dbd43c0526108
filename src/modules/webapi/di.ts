import { ServerSetup } from '../../contract/index.js';
import { contribute, defineFeature } from '../../kernel/index.js';
import { WebapiModule } from './webapi.module.js';
import { WebapiServerSetup } from './webapi-server-setup.js';

export const feature = defineFeature({
  module: WebapiModule,
  contributions: [contribute(ServerSetup, WebapiServerSetup)],
});
