import {
  AuthenticationStrategy,
  LiveTokenCounter,
  Purger,
  TokenIssuer,
  TokenReader,
} from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { JwtIssuePurger } from './jwt-issue-purger.js';
import { JwtLiveTokenCounter } from './jwt-live-token-counter.js';
import { JwtSettings } from './jwt-settings.js';
import { JwtTokenIssuer } from './jwt-token-issuer.js';
import { JwtTokenReader } from './jwt-token-reader.js';
import { JwtUserTokenModule } from './jwt-user-token.module.js';
import { JwtStrategy } from './jwt.strategy.js';
import { CreateJwtIssue1763700180000 } from './persistence/1763700180000-create-jwt-issue.js';
import { JwtIssue } from './persistence/jwt-issue.entity.js';

export const feature = defineFeature({
  module: JwtUserTokenModule,
  preferences: [prefer(TokenIssuer, JwtTokenIssuer)],
  contributions: [
    contribute(TokenReader, JwtTokenReader),
    contribute(AuthenticationStrategy, JwtStrategy),
    contribute(LiveTokenCounter, JwtLiveTokenCounter),
    contribute(Purger, JwtIssuePurger),
  ],
  settings: [JwtSettings],
  entities: [JwtIssue],
  migrations: [CreateJwtIssue1763700180000],
});
