import { z } from 'zod';
import type { OperationDescription } from '../webapi/index.js';

const Code = z.string().max(32);

/** `GET /V1/store/storeConfigs` */
export const LIST_STORE_CONFIGS: OperationDescription = {
  summary: 'List the settings of the store views',
  query: z.object({
    'storeCodes[]': z.array(Code).optional().describe('only these views'),
  }),
  answer: z.array(
    z.object({
      id: z.int(),
      code: Code,
      website_id: z.int(),
      locale: z.string(),
      base_currency_code: z.string(),
      default_display_currency_code: z.string(),
      timezone: z.string(),
      weight_unit: z.string(),
      base_url: z.string(),
      base_link_url: z.string(),
      base_static_url: z.string(),
      base_media_url: z.string(),
      secure_base_url: z.string(),
      secure_base_link_url: z.string(),
      secure_base_static_url: z.string(),
      secure_base_media_url: z.string(),
    }),
  ),
  answerExample: [
    {
      id: 1,
      code: 'default',
      website_id: 1,
      locale: 'en_US',
      base_currency_code: 'USD',
      default_display_currency_code: 'USD',
      timezone: 'UTC',
      weight_unit: 'lbs',
      base_url: 'https://shop.example.com/',
      base_link_url: 'https://shop.example.com/',
      base_static_url: 'https://shop.example.com/static/',
      base_media_url: 'https://shop.example.com/media/',
      secure_base_url: 'https://shop.example.com/',
      secure_base_link_url: 'https://shop.example.com/',
      secure_base_static_url: 'https://shop.example.com/static/',
      secure_base_media_url: 'https://shop.example.com/media/',
    },
  ],
};

/** `GET /V1/store/storeViews` */
export const LIST_STORE_VIEWS: OperationDescription = {
  summary: 'List the store views',
  answer: z.array(
    z.object({
      id: z.int(),
      code: Code,
      name: z.string(),
      website_id: z.int(),
      store_group_id: z.int(),
      is_active: z.int(),
    }),
  ),
  answerExample: [
    {
      id: 1,
      code: 'default',
      name: 'Default Store View',
      website_id: 1,
      store_group_id: 1,
      is_active: 1,
    },
  ],
};

/** `GET /V1/store/websites` */
export const LIST_WEBSITES: OperationDescription = {
  summary: 'List the websites',
  answer: z.array(
    z.object({ id: z.int(), code: Code, name: z.string(), default_group_id: z.int() }),
  ),
  answerExample: [{ id: 1, code: 'base', name: 'Main Website', default_group_id: 1 }],
};

/** `GET /V1/store/storeGroups` */
export const LIST_STORE_GROUPS: OperationDescription = {
  summary: 'List the stores',
  answer: z.array(
    z.object({
      id: z.int(),
      website_id: z.int(),
      root_category_id: z.int(),
      default_store_id: z.int(),
      name: z.string(),
      code: Code,
    }),
  ),
  answerExample: [
    {
      id: 1,
      website_id: 1,
      root_category_id: 2,
      default_store_id: 1,
      name: 'Main Website Store',
      code: 'main_website_store',
    },
  ],
};
