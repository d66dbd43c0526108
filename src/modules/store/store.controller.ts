import { Get, Inject, Query } from '@nestjs/common';
import { Resource, RestController, Operation } from '../webapi/index.js';
import { storeConfigOf } from './store-config.js';
import { requestedCodes } from './store-codes.js';
import { StoreSettings } from './store-settings.js';
import { Stores } from './stores.js';
import {
  LIST_STORE_CONFIGS,
  LIST_STORE_VIEWS,
  LIST_WEBSITES,
  LIST_STORE_GROUPS,
} from './store.operations.js';

/** What integrations ask for first: which shop fronts there are. */
@RestController('store')
@Resource('Magento_Backend::store')
export class StoreController {
  constructor(
    private readonly stores: Stores,
    @Inject(StoreSettings.token) private readonly settings: StoreSettings,
  ) {}

  /** `GET /rest/V1/store/storeConfigs`, of all views or of those in `storeCodes[]`. */
  @Get('storeConfigs')
  @Operation(LIST_STORE_CONFIGS)
  async configs(@Query() query: unknown): Promise<unknown[]> {
    const codes = requestedCodes(query);
    return (await this.stores.views())
      .filter(({ id, code }) => id > 0 && (codes?.has(code) ?? true))
      .map((view) => storeConfigOf(view, this.settings.baseUrl));
  }

  /** `GET /rest/V1/store/storeViews` */
  @Get('storeViews')
  @Operation(LIST_STORE_VIEWS)
  async views(): Promise<unknown[]> {
    return (await this.stores.views()).map((view) => ({
      id: view.id,
      code: view.code,
      name: view.name,
      website_id: view.websiteId,
      store_group_id: view.groupId,
      is_active: Number(view.isActive),
    }));
  }

  /** `GET /rest/V1/store/websites` */
  @Get('websites')
  @Operation(LIST_WEBSITES)
  async websites(): Promise<unknown[]> {
    return (await this.stores.websites()).map((website) => ({
      id: website.id,
      code: website.code,
      name: website.name,
      default_group_id: website.defaultGroupId,
    }));
  }

  /** `GET /rest/V1/store/storeGroups` */
  @Get('storeGroups')
  @Operation(LIST_STORE_GROUPS)
  async groups(): Promise<unknown[]> {
    return (await this.stores.groups()).map((group) => ({
      id: group.id,
      website_id: group.websiteId,
      root_category_id: group.rootCategoryId,
      default_store_id: group.defaultStoreId,
      name: group.name,
      code: group.code,
    }));
  }
}
