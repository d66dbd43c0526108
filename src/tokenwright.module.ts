import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { MODULES_FOLDER } from './installation.js';
import {
  checkModuleStates,
  compose,
  readModuleFile,
  Switchboard,
  type Environment,
  type ModuleManifest,
  type ModuleState,
} from './kernel/index.js';

/** How an application embeds the service. */
export interface TokenwrightOptions {
  /**
   * States that differ from the shipped ones, by module name:
   * `{ 'jwt-user-token': 'disabled' }` switches to opaque tokens.
   */
  readonly modules?: Readonly<Record<string, ModuleState>>;
  /** Modules of the application's own, a further token format above all. They are enabled. */
  readonly manifests?: readonly ModuleManifest[];
  /** Raw settings by name, as in `.env.example`. Default: `process.env`. */
  readonly environment?: Environment;
}

/**
 * The whole service as one module of another Nest application, on Fastify or Express: its routes,
 * its guards for every controller that says `@Resource(...)`, and its contracts (`TokenIssuer`
 * above all) for injection anywhere. The application's other routes are left alone.
 */
@Module({})
export class TokenwrightModule {
  /** @throws {DomainError} When a setting or a module state stands in the way. */
  static forRoot(options: TokenwrightOptions = {}): Promise<DynamicModule> {
    const composed = composeEmbedded(options);
    // Nest takes the promise up only when it scans the modules; until then, nobody listens.
    composed.catch(() => {});
    return composed;
  }
}

async function composeEmbedded(options: TokenwrightOptions): Promise<DynamicModule> {
  const { modules = {}, manifests = [], environment = process.env } = options;
  const own = manifests.map(({ name }) => [name, 'enabled'] as const);
  const given = checkModuleStates(modules, 'forRoot');
  const states = Object.fromEntries([...shippedStates(), ...own, ...given]);
  const switchboard = await Switchboard.open({ folders: [MODULES_FOLDER], states, manifests });
  switchboard.resolve([...given.keys()]);
  const composition = await compose(switchboard, environment);
  return {
    module: TokenwrightModule,
    imports: [AppModule.from(composition, environment, 'embedded')],
  };
}

/** The file lies beside `package.json`, however deep this one does. */
function shippedStates(): Map<string, ModuleState> {
  const root = dirname(createRequire(import.meta.url).resolve('tokenwright/package.json'));
  return readModuleFile(join(root, 'etc', 'modules.json'));
}
