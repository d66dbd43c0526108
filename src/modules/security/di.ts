import { KeyRing } from '../../contract/index.js';
import { defineFeature, prefer } from '../../kernel/index.js';
import { KeyListCommand } from './key-list.command.js';
import { KeyRemoveCommand } from './key-remove.command.js';
import { KeyRotateCommand } from './key-rotate.command.js';
import { MasterKeyRing } from './master-key-ring.js';
import { SecurityModule } from './security.module.js';
import { SecuritySettings } from './security-settings.js';

export const feature = defineFeature({
  module: SecurityModule,
  preferences: [prefer(KeyRing, MasterKeyRing)],
  commands: [KeyListCommand, KeyRotateCommand, KeyRemoveCommand],
  settings: [SecuritySettings],
});
