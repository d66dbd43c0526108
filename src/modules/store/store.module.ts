import { Module } from '@nestjs/common';
import { CachedStoreDirectory } from './cached-store-directory.js';
import { StoreActivateCommand } from './store-activate.command.js';
import { StoreCreateCommand } from './store-create.command.js';
import { StoreDeactivateCommand } from './store-deactivate.command.js';
import { StoreListCommand } from './store-list.command.js';
import { StoreController } from './store.controller.js';
import { Stores } from './stores.js';

const providers = [
  CachedStoreDirectory,
  StoreActivateCommand,
  StoreCreateCommand,
  StoreDeactivateCommand,
  StoreListCommand,
  Stores,
];

@Module({ controllers: [StoreController], providers, exports: providers })
export class StoreModule {}
