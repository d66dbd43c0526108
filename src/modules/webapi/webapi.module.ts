import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, HttpAdapterHost } from '@nestjs/core';
import { HOSTING, type Hosting } from '../../kernel/index.js';
import { AnswerForm } from './answer/answer-form.js';
import { EmbeddedAnswers } from './answer/embedded-answers.js';
import { ErrorWriter } from './answer/error-writer.js';
import { AsyncRequestContext } from './async-request-context.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { AuthorizationGuard } from './authorization.guard.js';
import { BodyDecoder } from './body/body-decoder.js';
import { DomainErrorFilter } from './domain-error.filter.js';
import { EveryStore } from './every-store.js';
import { FallbackFilter } from './fallback.filter.js';
import { ModulesController } from './modules.controller.js';
import { NoBudget } from './no-budget.js';
import { RequestAdmission } from './request-admission.js';
import { RestGuard } from './rest.guard.js';
import { RouteAudit } from './route-audit.js';
import { SingleStore } from './single-store.js';
import { WebapiServerSetup } from './webapi-server-setup.js';

const exported = [
  AsyncRequestContext,
  DomainErrorFilter,
  EveryStore,
  NoBudget,
  SingleStore,
  WebapiServerSetup,
];

/** Guards are global, never route middleware: slash and HEAD variants have skipped that elsewhere. */
@Module({
  controllers: [ModulesController],
  providers: [
    ...exported,
    AnswerForm,
    AuthenticationGuard,
    AuthorizationGuard,
    BodyDecoder,
    ErrorWriter,
    RequestAdmission,
    RouteAudit,
    { provide: APP_GUARD, useClass: RestGuard },
    {
      provide: APP_FILTER,
      inject: [HOSTING, HttpAdapterHost, ErrorWriter, DomainErrorFilter],
      useFactory: (
        hosting: Hosting,
        host: HttpAdapterHost,
        writer: ErrorWriter,
        domainErrors: DomainErrorFilter,
      ) => (hosting === 'server' ? new FallbackFilter(host, writer, domainErrors) : domainErrors),
    },
    {
      // An interceptor costs every request more than all the rest of this module; this service's own
      // server has other means.
      provide: APP_INTERCEPTOR,
      inject: [HOSTING, HttpAdapterHost],
      useFactory: (hosting: Hosting, host: HttpAdapterHost) =>
        hosting === 'embedded' ? new EmbeddedAnswers(host) : undefined,
    },
  ],
  exports: exported,
})
export class WebapiModule {}
