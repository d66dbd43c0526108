import { Get, Header, Query } from '@nestjs/common';
import { ANONYMOUS, Budgeted, Operation, Resource, RestController } from '../../webapi/index.js';
import type { AdminUser } from '../../user/index.js';
import { EnrolmentTokenError } from '../errors.js';
import { LIST_OF_TOKEN, LIST_OF_TOKEN_TO_ACTIVATE } from '../management.operations.js';
import { ProviderPolicy } from '../provider-policy.js';
import { secretsFrom } from '../request-fields.js';
import { providerData } from '../tfa-provider.js';
import { EnrolmentTokens } from './enrolment-tokens.js';

/** What the holder of an enrolment token may ask. Its place in the address is Magento's. */
@RestController('tfa')
@Resource(ANONYMOUS)
@Budgeted()
export class TfatController {
  constructor(
    private readonly tokens: EnrolmentTokens,
    private readonly policy: ProviderPolicy,
  ) {}

  /** `GET /rest/V1/tfa/tfat-user-providers` */
  @Get('tfat-user-providers')
  @Operation(LIST_OF_TOKEN)
  @Header('Cache-Control', 'no-store')
  async ofUser(@Query() query: unknown): Promise<object[]> {
    await this.userOf(query);
    return this.policy.forced.map(providerData);
  }

  /** `GET /rest/V1/tfa/tfat-providers-to-activate` */
  @Get('tfat-providers-to-activate')
  @Operation(LIST_OF_TOKEN_TO_ACTIVATE)
  @Header('Cache-Control', 'no-store')
  async toActivate(@Query() query: unknown): Promise<object[]> {
    const { id } = await this.userOf(query);
    return (await this.policy.toActivate(id)).map(providerData);
  }

  private async userOf(query: unknown): Promise<AdminUser> {
    const { tfaToken } = secretsFrom(query, 'tfaToken');
    try {
      return (await this.tokens.verify(tfaToken)).user;
    } catch (error) {
      throw error instanceof EnrolmentTokenError
        ? new EnrolmentTokenError('Invalid token.')
        : error;
    }
  }
}
