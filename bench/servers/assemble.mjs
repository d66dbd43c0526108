import 'reflect-metadata';
import { importBuilt, MODULES_FILE } from '../built-service.mjs';
import { benchManifest } from './bench-module.mjs';

const ADMIN = { type: 2, id: 1 };
/** Seconds from issue to expiry; each token's differs, so that no two JWTs are the same. */
const LIFETIME_SECONDS = 100_000;

/**
 * The service as its own start assembles it, plus the routes of the bench module.
 *
 * @param {object} options
 * @param {Readonly<Record<string, string>>} options.environment Settings.
 * @param {'enabled' | 'disabled'} options.jwt State of the JWT module.
 * @param {number} options.tokens How many tokens of the administrator to issue.
 * @returns The listening server and the tokens.
 */
export async function assemble({ environment, jwt, tokens: count }) {
  const { AppModule } = await importBuilt('app.module.js');
  const { createHttpApplication } = await importBuilt('http-application.js');
  const { MODULES_FOLDER } = await importBuilt('installation.js');
  const { compose, readModuleFile, Switchboard } = await importBuilt('kernel/index.js');
  const { ServiceLogger } = await importBuilt('service-logger.js');
  const api = await importBuilt('index.js');
  const manifests = [benchManifest(api)];
  const states = {
    ...Object.fromEntries(readModuleFile(MODULES_FILE)),
    'jwt-user-token': jwt,
    bench: 'enabled',
  };
  const switchboard = await Switchboard.open({ folders: [MODULES_FOLDER], states, manifests });
  const composition = await compose(switchboard, environment);
  const module = AppModule.from(composition, environment, 'server');
  const application = await createHttpApplication(module, new ServiceLogger('info'));
  await application.listen(0, '127.0.0.1');
  const issuer = application.get(api.TokenIssuer, { strict: false });
  const tokens = [];
  for (let index = 0; index < count; index += 1)
    tokens.push(await issuer.issue(ADMIN, { lifetimeSeconds: LIFETIME_SECONDS + index }));
  return { server: application.getHttpServer(), tokens };
}
