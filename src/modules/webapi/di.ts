import { RequestContext, ServerSetup } from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { StandInRequestContext } from './stand-in-request-context.js';
import { WebapiModule } from './webapi.module.js';
import { WebapiServerSetup } from './webapi-server-setup.js';

export const feature = defineFeature({
  module: WebapiModule,
  preferences: [prefer(RequestContext, StandInRequestContext)],
  contributions: [
    contribute(ServerSetup, WebapiServerSetup),
    contribute(ServerSetup, StandInRequestContext),
  ],
});
