import type { StoreRow } from './persistence/store.entity.js';

/** What `GET /V1/store/storeConfigs` says of a view, in Magento's words and order. */
export function storeConfigOf(view: StoreRow, serviceUrl: string): Record<string, unknown> {
  // Magento can have a plain and a secure address; one that is reached at all is one address.
  const base = `${view.baseUrl ?? serviceUrl}/`;
  return {
    id: view.id,
    code: view.code,
    website_id: view.websiteId,
    locale: view.locale,
    base_currency_code: view.baseCurrencyCode,
    default_display_currency_code: view.defaultDisplayCurrencyCode,
    timezone: view.timezone,
    weight_unit: view.weightUnit,
    base_url: base,
    base_link_url: base,
    base_static_url: `${base}static/`,
    base_media_url: `${base}media/`,
    secure_base_url: base,
    secure_base_link_url: base,
    secure_base_static_url: `${base}static/`,
    secure_base_media_url: `${base}media/`,
  };
}
