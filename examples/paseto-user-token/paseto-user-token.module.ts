import { Module } from '@nestjs/common';
import { KeyRing } from 'tokenwright';
import { PasetoKeyRing } from './paseto-key-ring.js';
import { PasetoTokenIssuer } from './paseto-token-issuer.js';
import { PasetoTokenReader } from './paseto-token-reader.js';

const providers = [
  {
    provide: PasetoKeyRing,
    inject: [KeyRing],
    useFactory: (master: KeyRing) => PasetoKeyRing.from(master),
  },
  PasetoTokenIssuer,
  PasetoTokenReader,
];

@Module({ providers, exports: providers })
export class PasetoUserTokenModule {}
