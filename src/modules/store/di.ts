import { StoreDirectory } from '../../contract/index.js';
import { defineFeature, prefer } from '../../kernel/index.js';
import { CachedStoreDirectory } from './cached-store-directory.js';
import { CreateStore1763700240000 } from './persistence/1763700240000-create-store.js';
import { StoreGroupRow } from './persistence/store-group.entity.js';
import { StoreRow } from './persistence/store.entity.js';
import { WebsiteRow } from './persistence/website.entity.js';
import { StoreActivateCommand } from './store-activate.command.js';
import { StoreCreateCommand } from './store-create.command.js';
import { StoreDeactivateCommand } from './store-deactivate.command.js';
import { StoreListCommand } from './store-list.command.js';
import { StoreModule } from './store.module.js';
import { StoreSettings } from './store-settings.js';

export const feature = defineFeature({
  module: StoreModule,
  preferences: [prefer(StoreDirectory, CachedStoreDirectory)],
  commands: [StoreListCommand, StoreCreateCommand, StoreActivateCommand, StoreDeactivateCommand],
  settings: [StoreSettings],
  acl: [
    { id: 'Magento_Backend::stores', title: 'Stores' },
    {
      id: 'Magento_Backend::stores_settings',
      title: 'Settings',
      parent: 'Magento_Backend::stores',
    },
    {
      id: 'Magento_Backend::store',
      title: 'All Stores',
      parent: 'Magento_Backend::stores_settings',
    },
  ],
  entities: [WebsiteRow, StoreGroupRow, StoreRow],
  migrations: [CreateStore1763700240000],
});
