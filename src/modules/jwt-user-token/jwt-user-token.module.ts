import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { JwtIssueLog } from './jwt-issue-log.js';
import { JwtIssuePurger } from './jwt-issue-purger.js';
import { JwtKeyRing } from './jwt-key-ring.js';
import { JwtLiveTokenCounter } from './jwt-live-token-counter.js';
import { JwtTokenIssuer } from './jwt-token-issuer.js';
import { JwtTokenReader } from './jwt-token-reader.js';
import { JwtStrategy } from './jwt.strategy.js';

const providers = [
  JwtIssueLog,
  JwtIssuePurger,
  JwtKeyRing,
  JwtLiveTokenCounter,
  JwtStrategy,
  JwtTokenIssuer,
  JwtTokenReader,
];

@Module({ imports: [JwtModule.register({}), PassportModule], providers, exports: providers })
export class JwtUserTokenModule {}
