import {
  AddressBudget,
  CustomerScope,
  RequestContext,
  ServerSetup,
  StoreDirectory,
} from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { AsyncRequestContext } from './async-request-context.js';
import { EveryStore } from './every-store.js';
import { NoBudget } from './no-budget.js';
import { SingleStore } from './single-store.js';
import { WebapiModule } from './webapi.module.js';
import { WebapiServerSetup } from './webapi-server-setup.js';
import { WebapiSettings } from './webapi-settings.js';

export const feature = defineFeature({
  module: WebapiModule,
  acl: [{ id: 'Magento_Backend::admin', title: 'Magento Admin' }],
  preferences: [
    prefer(AddressBudget, NoBudget),
    prefer(CustomerScope, EveryStore),
    prefer(RequestContext, AsyncRequestContext),
    prefer(StoreDirectory, SingleStore),
  ],
  contributions: [contribute(ServerSetup, WebapiServerSetup)],
  settings: [WebapiSettings],
});
