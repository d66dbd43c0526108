import { Module } from '@nestjs/common';
import { COMPOSITION, type Composition } from '../../kernel/index.js';
import { AccountPageController } from './account-page.controller.js';
import { BuiltPage, readBuiltPage } from './built-page.js';
import { featuresOf } from './features.js';

@Module({
  controllers: [AccountPageController],
  providers: [
    {
      provide: BuiltPage,
      inject: [COMPOSITION],
      useFactory: (composition: Composition) => readBuiltPage(featuresOf(composition)),
    },
  ],
})
export class AccountPageModule {}
