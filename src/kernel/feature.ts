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
