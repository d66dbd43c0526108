import { Global, Inject, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Clock, ServerSetup, StartupTask } from '../contract/index.js';
import type { Composition } from './composition.js';
import type { Contract } from './feature.js';
import { SystemClock } from './system-clock.js';

/** DI token of the {@link Composition}, for those who report on it. */
export const COMPOSITION = Symbol('Composition');

/** DI token of the {@link Hosting}. */
export const HOSTING = Symbol('Hosting');

/** Who runs the HTTP server: this service, or an application that embeds it; nobody for commands. */
export type Hosting = 'server' | 'embedded' | 'console';

/** DI token of how the world reaches the service, without a slash at the end; may be undefined. */
export const PUBLIC_BASE_URL = Symbol('PublicBaseUrl');

const listTokens = new Map<Contract, symbol>();

/** @returns The DI token of the list of all contributions to `contract`. */
export function listToken(contract: Contract): symbol {
  const token = listTokens.get(contract) ?? Symbol(`all ${contract.name}`);
  listTokens.set(contract, token);
  return token;
}

/** Injects every contribution to `contract` that is on, in sequence order; perhaps none. */
export const InjectAll = (contract: Contract): ParameterDecorator => Inject(listToken(contract));

/** Makes the settled preferences, the contribution lists and the settings injectable everywhere. */
@Global()
@Module({})
export class BindingsModule {
  static from(composition: Composition, hosting: Hosting, publicBaseUrl?: string): DynamicModule {
    const providers: Provider[] = [
      { provide: COMPOSITION, useValue: composition },
      { provide: HOSTING, useValue: hosting },
      { provide: PUBLIC_BASE_URL, useValue: publicBaseUrl },
      // Before the preferences: a module may bring another clock.
      { provide: Clock, useClass: SystemClock },
      ...[...composition.preferences].map(([provide, { use }]) => ({ provide, useExisting: use })),
      ...[...composition.settings].map(([provide, useValue]) => ({ provide, useValue })),
      ...lists(composition),
    ];
    return {
      module: BindingsModule,
      imports: composition.modules.map(({ feature }) => feature.module),
      providers,
      exports: providers,
    };
  }
}

/** What a start asks for, whichever modules are on. */
const OF_EVERY_START: readonly Contract[] = [ServerSetup, StartupTask];

/** Covers the lists somebody injects, too, so that an empty one is `[]` and not an error. */
function lists({ contributions }: Composition): Provider[] {
  for (const contract of [...OF_EVERY_START, ...contributions.keys()]) listToken(contract);
  return [...listTokens].map(([contract, provide]) => ({
    provide,
    inject: (contributions.get(contract) ?? []).map(({ use }) => use),
    useFactory: (...all: unknown[]) => all,
  }));
}
