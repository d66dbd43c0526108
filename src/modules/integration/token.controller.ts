import { Body, Header, Post } from '@nestjs/common';
import { AdminTokenService, CustomerTokenService } from '../../contract/index.js';
import { ANONYMOUS, bodyLimit, JsonText, Resource, RestController } from '../webapi/index.js';
import { credentialsFrom } from './credentials.js';

/** Room for a user name and a password of the longest kind, and no more. */
const BODY_BYTES = 4_096;

/** The doors that Magento's clients knock at. */
@RestController('integration')
@Resource(ANONYMOUS)
export class TokenController {
  constructor(
    private readonly admins: AdminTokenService,
    private readonly customers: CustomerTokenService,
  ) {}

  /** `POST /rest/V1/integration/admin/token`: the token as a bare JSON string. */
  @Post('admin/token')
  @JsonText()
  @Header('Cache-Control', 'no-store')
  @bodyLimit(BODY_BYTES)
  async createAdminToken(@Body() body: unknown): Promise<string> {
    const { username, password } = credentialsFrom(body);
    return JSON.stringify(await this.admins.createAdminAccessToken(username, password));
  }

  /** `POST /rest/V1/integration/customer/token`: the same for customers, by e-mail address. */
  @Post('customer/token')
  @JsonText()
  @Header('Cache-Control', 'no-store')
  @bodyLimit(BODY_BYTES)
  async createCustomerToken(@Body() body: unknown): Promise<string> {
    const { username, password } = credentialsFrom(body);
    return JSON.stringify(await this.customers.createCustomerAccessToken(username, password));
  }
}
