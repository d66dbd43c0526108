import { Module } from '@nestjs/common';
import { AccountPageController } from './account-page.controller.js';
import { BuiltPage, readBuiltPage } from './built-page.js';

@Module({
  controllers: [AccountPageController],
  providers: [{ provide: BuiltPage, useFactory: readBuiltPage }],
})
export class AccountPageModule {}
