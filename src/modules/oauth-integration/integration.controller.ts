import { Body, Get, Header, Param, Post, Put } from '@nestjs/common';
import type { AccessToken } from '../../contract/index.js';
import {
  CurrentToken,
  Operation,
  positiveIdFrom,
  Resource,
  RestController,
  SecretInput,
  textParameter,
} from '../webapi/index.js';
import { IntegrationIdError } from './integration-errors.js';
import { IntegrationLifecycle, type IntegrationCredentials } from './integration-lifecycle.js';
import { IntegrationSummaries, type IntegrationSummary } from './integration-summaries.js';
import * as operations from './integration.operations.js';
import { Integrations } from './integrations.js';
import { OwnPassword } from './own-password.js';
import type { Integration } from './persistence/integration.entity.js';
import { SubmittedIntegrations } from './submitted-integrations.js';

/** A list of resources is longer than a password. */
const MAX_BYTES = 65_536;

/** Managing integrations, for administrators; whoever changes something says their password again. */
@RestController('integrations')
@Resource('Magento_Integration::integrations')
export class IntegrationController {
  constructor(
    private readonly integrations: Integrations,
    private readonly lifecycle: IntegrationLifecycle,
    private readonly summaries: IntegrationSummaries,
    private readonly submitted: SubmittedIntegrations,
    private readonly ownPassword: OwnPassword,
  ) {}

  @Get()
  @Operation(operations.LIST_INTEGRATIONS)
  @Header('Cache-Control', 'no-store')
  list(): Promise<IntegrationSummary[]> {
    return this.summaries.all();
  }

  @Get(':id')
  @Operation(operations.READ_INTEGRATION)
  @Header('Cache-Control', 'no-store')
  async read(@Param('id') id: string): Promise<IntegrationSummary> {
    return this.summaries.of(await this.find(id));
  }

  @Post()
  @Operation(operations.CREATE_INTEGRATION)
  @SecretInput(MAX_BYTES)
  @Header('Cache-Control', 'no-store')
  async create(@Body() body: unknown, @CurrentToken() caller: AccessToken): Promise<object> {
    await this.confirm(body, caller);
    const fields = await this.submitted.read(body, caller.principal);
    return credentialsData(await this.lifecycle.show(await this.integrations.create(fields)));
  }

  @Put(':id')
  @Operation(operations.UPDATE_INTEGRATION)
  @SecretInput(MAX_BYTES)
  async update(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentToken() caller: AccessToken,
  ): Promise<IntegrationSummary> {
    await this.confirm(body, caller);
    const changed = await this.integrations.update(await this.find(id), (before) =>
      this.submitted.read(body, caller.principal, before),
    );
    return this.summaries.of(changed);
  }

  @Post(':id/activate')
  @Operation(operations.ACTIVATE_INTEGRATION)
  @SecretInput()
  @Header('Cache-Control', 'no-store')
  activate(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentToken() caller: AccessToken,
  ): Promise<object> {
    return this.change(id, body, caller, (found) => this.lifecycle.activate(found));
  }

  @Post(':id/reauthorize')
  @Operation(operations.REAUTHORIZE_INTEGRATION)
  @SecretInput()
  @Header('Cache-Control', 'no-store')
  reauthorize(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentToken() caller: AccessToken,
  ): Promise<object> {
    return this.change(id, body, caller, (found) => this.lifecycle.reauthorize(found));
  }

  @Post(':id/roll')
  @Operation(operations.ROLL_INTEGRATION)
  @SecretInput()
  @Header('Cache-Control', 'no-store')
  roll(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentToken() caller: AccessToken,
  ): Promise<object> {
    return this.change(id, body, caller, (found) => this.lifecycle.roll(found));
  }

  @Post(':id/deactivate')
  @Operation(operations.DEACTIVATE_INTEGRATION)
  @SecretInput()
  async deactivate(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentToken() caller: AccessToken,
  ): Promise<true> {
    await this.confirm(body, caller);
    await this.lifecycle.deactivate(await this.find(id));
    return true;
  }

  /** A `DELETE` has no body here to say a password in. */
  @Post(':id/delete')
  @Operation(operations.DELETE_INTEGRATION)
  @SecretInput()
  async delete(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentToken() caller: AccessToken,
  ): Promise<true> {
    await this.confirm(body, caller);
    await this.integrations.delete(await this.find(id));
    return true;
  }

  private async change(
    id: string,
    body: unknown,
    caller: AccessToken,
    work: (integration: Integration) => Promise<IntegrationCredentials>,
  ): Promise<object> {
    await this.confirm(body, caller);
    const found = await this.find(id);
    await this.submitted.checkRights(caller.principal, await this.integrations.resourcesOf(found));
    return credentialsData(await work(found));
  }

  private confirm(body: unknown, { principal }: AccessToken): Promise<void> {
    return this.ownPassword.check(principal, textParameter(body, 'current_password'));
  }

  private find(id: string): Promise<Integration> {
    const number = positiveIdFrom(id);
    if (number === undefined) throw new IntegrationIdError();
    return this.integrations.get(number);
  }
}

/** As Magento's REST spells fields. */
const credentialsData = (credentials: IntegrationCredentials): object => ({
  id: credentials.id,
  name: credentials.name,
  status: credentials.status,
  consumer_key: credentials.consumerKey,
  consumer_secret: credentials.consumerSecret,
  access_token: credentials.accessToken,
  access_token_secret: credentials.accessTokenSecret,
  identity_link: credentials.identityLink ?? null,
});
