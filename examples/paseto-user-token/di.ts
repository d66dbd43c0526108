import { contribute, defineFeature, prefer, TokenIssuer, TokenReader } from 'tokenwright';
import { PasetoTokenIssuer } from './paseto-token-issuer.js';
import { PasetoTokenReader } from './paseto-token-reader.js';
import { PasetoUserTokenModule } from './paseto-user-token.module.js';

export const feature = defineFeature({
  module: PasetoUserTokenModule,
  preferences: [prefer(TokenIssuer, PasetoTokenIssuer)],
  contributions: [contribute(TokenReader, PasetoTokenReader)],
});
