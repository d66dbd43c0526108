import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, HttpAdapterHost } from '@nestjs/core';
import { HOSTING, type Hosting } from '../../kernel/index.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { AuthorizationGuard } from './authorization.guard.js';
import { DomainErrorFilter } from './domain-error.filter.js';
import { FallbackFilter } from './fallback.filter.js';
import { ModulesController } from './modules.controller.js';
import { RouteAudit } from './route-audit.js';
import { StandInRequestContext } from './stand-in-request-context.js';
import { WebapiServerSetup } from './webapi-server-setup.js';

/** Guards are global, never route middleware: slash and HEAD variants have skipped that elsewhere. */
@Module({
  controllers: [ModulesController],
  providers: [
    DomainErrorFilter,
    RouteAudit,
    StandInRequestContext,
    WebapiServerSetup,
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: AuthorizationGuard },
    {
      provide: APP_FILTER,
      inject: [HOSTING, HttpAdapterHost, DomainErrorFilter],
      useFactory: (hosting: Hosting, host: HttpAdapterHost, domainErrors: DomainErrorFilter) =>
        hosting === 'server' ? new FallbackFilter(host, domainErrors) : domainErrors,
    },
  ],
  exports: [DomainErrorFilter, StandInRequestContext, WebapiServerSetup],
})
export class WebapiModule {}
