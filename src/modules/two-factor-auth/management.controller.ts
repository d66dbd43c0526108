import { Body, Get, Param, Put } from '@nestjs/common';
import {
  Operation,
  positiveIdFrom,
  Resource,
  RestController,
  WrongTypeError,
} from '../webapi/index.js';
import * as operations from './management.operations.js';
import { ProviderPolicy } from './provider-policy.js';
import { textFrom } from './request-fields.js';
import { providerData, TFA_PROVIDERS } from './tfa-provider.js';
import { TfaUsers } from './tfa-users.js';

/** Right to manage other people's second factors. */
export const TFA_MANAGEMENT = 'Magento_TwoFactorAuth::tfa';

/** Which providers there are, which apply, and to whom. */
@RestController('tfa')
@Resource(TFA_MANAGEMENT)
export class ManagementController {
  constructor(
    private readonly policy: ProviderPolicy,
    private readonly users: TfaUsers,
  ) {}

  /** `GET /rest/V1/tfa/installed-providers` */
  @Get('installed-providers')
  @Operation(operations.LIST_INSTALLED)
  installed(): object[] {
    return TFA_PROVIDERS.map(providerData);
  }

  /** `GET /rest/V1/tfa/forced-providers` */
  @Get('forced-providers')
  @Operation(operations.LIST_FORCED)
  forced(): object[] {
    return this.policy.forced.map(providerData);
  }

  /** `GET /rest/V1/tfa/user-providers/{userId}`: the forced ones, whoever it is. */
  @Get('user-providers/:userId')
  @Operation(operations.LIST_OF_USER)
  ofUser(@Param('userId') userId: string): object[] {
    idOf(userId);
    return this.forced();
  }

  /** `GET /rest/V1/tfa/providers-to-activate/{userId}` */
  @Get('providers-to-activate/:userId')
  @Operation(operations.LIST_TO_ACTIVATE)
  async toActivate(@Param('userId') userId: string): Promise<object[]> {
    return (await this.policy.toActivate(idOf(userId))).map(providerData);
  }

  /** `GET /rest/V1/tfa/default-provider-code/{userId}` */
  @Get('default-provider-code/:userId')
  @Operation(operations.READ_DEFAULT)
  async defaultProvider(@Param('userId') userId: string): Promise<string> {
    return this.users.defaultProviderOf(idOf(userId));
  }

  /** `PUT /rest/V1/tfa/default-provider-code/{userId}` */
  @Put('default-provider-code/:userId')
  @Operation(operations.SET_DEFAULT)
  async setDefaultProvider(@Param('userId') userId: string, @Body() body: unknown): Promise<true> {
    await this.users.setDefaultProvider(idOf(userId), textFrom(body, 'providerCode'));
    return true;
  }

  /** `PUT /rest/V1/tfa/user-providers/{userId}`: kept, and of no effect. */
  @Put('user-providers/:userId')
  @Operation(operations.SET_OF_USER)
  async setOfUser(@Param('userId') userId: string, @Body() body: unknown): Promise<true> {
    await this.users.setProviders(idOf(userId), textFrom(body, 'providersCodes'));
    return true;
  }
}

/** @throws {WrongTypeError} */
function idOf(text: string): number {
  const id = positiveIdFrom(text);
  if (id === undefined) throw new WrongTypeError(text, 'int');
  return id;
}
