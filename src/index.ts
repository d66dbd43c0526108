/**
 * The public API, for applications that embed the service and for modules that extend it.
 */
export * from './contract/index.js';
export {
  contribute,
  defineFeature,
  defineModule,
  defineSettings,
  InjectAll,
  prefer,
  type AclResource,
  type Binding,
  type ConfiguredIntegration,
  type Contract,
  type Environment,
  type Feature,
  type ModuleManifest,
  type ModuleState,
  type SettingsDefinition,
} from './kernel/index.js';
export {
  Database,
  isDuplicate,
  portableColumns,
  purgeInBatches,
  wholeNumber,
} from './persistence/index.js';
export { requestedLifetime } from './modules/integration/index.js';
export {
  ANONYMOUS,
  CurrentToken,
  DomainErrorFilter,
  Resource,
  RestController,
  SELF,
  SIGNED_IN,
} from './modules/webapi/index.js';
export { TokenwrightModule, type TokenwrightOptions } from './tokenwright.module.js';
