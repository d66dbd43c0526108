import { Module } from '@nestjs/common';
import { KeyListCommand } from './key-list.command.js';
import { KeyRemoveCommand } from './key-remove.command.js';
import { KeyRotateCommand } from './key-rotate.command.js';
import { MasterKeyRing } from './master-key-ring.js';

const providers = [MasterKeyRing, KeyListCommand, KeyRotateCommand, KeyRemoveCommand];

@Module({ providers, exports: providers })
export class SecurityModule {}
