const { OAUTH_KEYS = '{}', MAGENTO_URL = '' } = process.env;

/** Where the shop is: an address without a slash at the end. */
export const url = MAGENTO_URL;

/** The four values that an integration is told. */
export const keys = JSON.parse(OAUTH_KEYS);
