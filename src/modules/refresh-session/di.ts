import { Purger, ServerSetup, TokenRevoker, TokenValidator } from '../../contract/index.js';
import { contribute, defineFeature } from '../../kernel/index.js';
import { CorsServerSetup } from './cors-server-setup.js';
import { CorsSettings } from './cors-settings.js';
import { LOGIN_AS_CUSTOMER } from './login.controller.js';
import { CreateUserRefreshToken1763702000000 } from './persistence/1763702000000-create-user-refresh-token.js';
import { DropDigestIndex1763715000000 } from './persistence/1763715000000-drop-digest-index.js';
import { UserRefreshToken } from './persistence/user-refresh-token.entity.js';
import { RefreshSessionModule } from './refresh-session.module.js';
import { SessionEndCommand } from './session-end.command.js';
import { SessionListCommand } from './session-list.command.js';
import { SessionPurgeCommand } from './session-purge.command.js';
import { SessionPurger } from './session-purger.js';
import { SessionRevoker } from './session-revoker.js';
import { SessionSettings } from './session-settings.js';
import { SessionValidator } from './session-validator.js';

export const feature = defineFeature({
  module: RefreshSessionModule,
  contributions: [
    contribute(TokenValidator, SessionValidator),
    contribute(TokenRevoker, SessionRevoker),
    contribute(Purger, SessionPurger),
    contribute(ServerSetup, CorsServerSetup),
  ],
  commands: [SessionListCommand, SessionEndCommand, SessionPurgeCommand],
  settings: [SessionSettings, CorsSettings],
  acl: [
    {
      id: LOGIN_AS_CUSTOMER,
      title: 'Login as Customer',
      parent: 'Magento_Customer::customer',
    },
  ],
  entities: [UserRefreshToken],
  migrations: [CreateUserRefreshToken1763702000000, DropDigestIndex1763715000000],
});
