import type { DynamicModule, Type } from '@nestjs/common';
import type { ConsoleCommand, ConsoleCommandSpec } from '../contract/index.js';
import type { SettingsDefinition } from './settings.js';

/** An abstract class serving as both interface and DI token. */
export type Contract<T = unknown> = abstract new (...args: never[]) => T;

/** One class offered for one contract. */
export interface Binding {
  readonly contract: Contract;
  readonly use: Type;
}

/** A command's class, whose static `spec` can be read without starting anything. */
export type ConsoleCommandType = Type<ConsoleCommand> & { readonly spec: ConsoleCommandSpec };

/** One right that a role may hold, a node of the ACL tree (Magento's `acl.xml`). */
export interface AclResource {
  /** As Magento names it where the thing exists there: `Magento_Backend::store`. */
  readonly id: string;
  /** In words, for those who grant it. */
  readonly title: string;
  /** Id of the node above. Default: the root, `Magento_Backend::all`. */
  readonly parent?: string;
}

/** An integration that a module brings along (Magento's `etc/integration.xml`). */
export interface ConfiguredIntegration {
  /** Unique in the installation. */
  readonly name: string;
  /** Ids of ACL resources; the root for everything. */
  readonly resources: readonly string[];
  readonly email?: string;
  /** Both for a handshake; see the module `oauth-integration`. */
  readonly endpoint?: string;
  readonly identityLinkUrl?: string;
}

/** What a module that is on plugs into the rest (Magento's `di.xml`). */
export interface Feature {
  /** The Nest module. It must export every class named below. */
  readonly module: Type | DynamicModule;
  /** One winner per contract; see `settlePreferences`. Not taken from an accept-only module. */
  readonly preferences?: readonly Binding[];
  /** Lists: all of them are kept, in sequence order. */
  readonly contributions?: readonly Binding[];
  readonly commands?: readonly ConsoleCommandType[];
  readonly settings?: readonly SettingsDefinition[];
  /** Rights that the module's routes ask for, or that stand above them in the tree. */
  readonly acl?: readonly AclResource[];
  /** Integrations, made inactive at start, and made anew when something of them changes. */
  readonly integrations?: readonly ConfiguredIntegration[];
  /** TypeORM entities. */
  readonly entities?: readonly Type[];
  /** TypeORM migrations. */
  readonly migrations?: readonly Type[];
}

/** Makes `use` the implementation injected for `contract`. A wrong class does not compile. */
export const prefer = <T>(contract: Contract<T>, use: Type<T>): Binding => ({ contract, use });

/** Adds `use` to the list injected by `@InjectAll(contract)`. A wrong class does not compile. */
export const contribute = <T>(contract: Contract<T>, use: Type<T>): Binding => ({ contract, use });

/** Types a feature where it is written. @returns The feature itself. */
export const defineFeature = (feature: Feature): Feature => feature;
