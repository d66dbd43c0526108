import { ServerSetup } from '../../contract/index.js';
import { contribute, defineFeature } from '../../kernel/index.js';
import { WebapiModule } from './webapi.module.js';
import { WebapiServerSetup } from './webapi-server-setup.js';

export const feature = defineFeature({
  module: WebapiModule,
  acl: [{ id: 'Magento_Backend::admin', title: 'Magento Admin' }],
  contributions: [contribute(ServerSetup, WebapiServerSetup)],
});
