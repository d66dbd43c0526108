import { Body, Header, Post } from '@nestjs/common';
import { AdminTokenService, CustomerTokenService } from '../../contract/index.js';
import {
  ANONYMOUS,
  Budgeted,
  Operation,
  Resource,
  RestController,
  SecretInput,
} from '../webapi/index.js';
import { credentialsFrom } from './credentials.js';
import { CREATE_ADMIN_TOKEN, CREATE_CUSTOMER_TOKEN } from './token.operations.js';

/** The doors that Magento's clients knock at. */
@RestController('integration')
@Resource(ANONYMOUS)
export class TokenController {
  constructor(
    private readonly admins: AdminTokenService,
    private readonly customers: CustomerTokenService,
  ) {}

  /** `POST /rest/V1/integration/admin/token`: the token as a bare text. */
  @Post('admin/token')
  @Operation(CREATE_ADMIN_TOKEN)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  @Budgeted()
  async createAdminToken(@Body() body: unknown): Promise<string> {
    const { username, password } = credentialsFrom(body);
    return this.admins.createAdminAccessToken(username, password, (body as { otp?: unknown }).otp);
  }

  /** `POST /rest/V1/integration/customer/token`: the same for customers, by e-mail address. */
  @Post('customer/token')
  @Operation(CREATE_CUSTOMER_TOKEN)
  @Header('Cache-Control', 'no-store')
  @SecretInput()
  @Budgeted()
  async createCustomerToken(@Body() body: unknown): Promise<string> {
    const { username, password } = credentialsFrom(body);
    return this.customers.createCustomerAccessToken(username, password);
  }
}
